package io.letsrun.gateway.read;

import io.letsrun.edge.cache.CachedAnswer.Head;
import io.letsrun.edge.cache.UserAnswers;
import io.letsrun.edge.http.Answers;
import io.letsrun.edge.routing.Route;
import io.letsrun.gateway.http.Endpoint;
import io.letsrun.gateway.http.Urgency;
import io.letsrun.gateway.upstream.Upstream;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * A GET whose answers are kept in Redis until the service that gave them has something newer.
 *
 * @param relayed the same read from the service
 * @param source asks the service for an answer that can be shared
 * @param query of answers that are kept, beside those without any; null for none
 */
record CachedRead(
        RelayedRead relayed, Source source, @Nullable Pattern query, KeptAnswers kept, SharedReads shared)
        implements Endpoint {

    private static final String TRACE = "traceparent";

    @Override
    public Route route() {
        return new Route(HttpMethod.GET, relayed.path(), relayed.kind(), null, this);
    }

    @Override
    public Urgency urgency() {
        return relayed.urgency();
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        UUID userId = relayed.tokens().userOf(request);
        String name = name(request.getURI().getRawQuery());
        if (name == null) {
            return relayed.handle(exchange);
        }
        UserAnswers answers = new UserAnswers(relayed.upstream().name(), userId);
        return kept.find(answers, name, request.getHeaders())
                .switchIfEmpty(Mono.defer(() -> fetch(request, answers, name)))
                .flatMap(outcome -> answer(exchange, outcome));
    }

    /** Returns the name of the answer among the user's; null when such answers are not kept. */
    private @Nullable String name(@Nullable String given) {
        if (given == null) {
            return relayed.kind();
        }
        return query != null && query.matcher(given).matches() ? relayed.kind() + '?' + given : null;
    }

    /** Requests of different patience do not wait for each other. */
    private Mono<ReadOutcome> fetch(ServerHttpRequest request, UserAnswers answers, String name) {
        HttpHeaders headers = request.getHeaders();
        return headers.containsHeader(Upstream.PATIENCE)
                ? Mono.just(new ReadOutcome.Alone())
                : shared.fetch(
                        answers,
                        name,
                        () -> source.ask(relayed.target().apply(request.getURI(), answers.userId()), headers));
    }

    private Mono<Void> answer(ServerWebExchange exchange, ReadOutcome outcome) {
        return switch (outcome) {
            case ReadOutcome.NotModified known -> {
                link(exchange, known.head());
                yield Answers.notModified(exchange, known.head().tag());
            }
            case ReadOutcome.Answer found -> {
                link(exchange, found.answer().head());
                yield Answers.tagged(
                        exchange, found.answer().body(), found.answer().head().tag());
            }
            case ReadOutcome.Missing missing -> Mono.error(missing.problem().refused());
            case ReadOutcome.Passed passed -> passed.reply().relay(exchange);
            case ReadOutcome.Alone alone -> relayed.handle(exchange);
        };
    }

    private static void link(ServerWebExchange exchange, Head head) {
        if (head.link() != null) {
            exchange.getResponse().getHeaders().set(HttpHeaders.LINK, head.link());
        }
    }

    /** Asks a service. */
    @FunctionalInterface
    interface Source {

        /** @param caller the headers of the caller's request */
        Mono<ServiceAnswer> ask(String target, HttpHeaders caller);

        /** By a request for each. */
        static Source alone(Upstream upstream) {
            return (target, caller) -> upstream.getWhole(target, caller).map(ServiceAnswer::of);
        }

        /** Together with others, unless the caller traces it. */
        static Source together(Upstream upstream) {
            BatchedReads batched = new BatchedReads(upstream);
            Source alone = alone(upstream);
            return (target, caller) -> caller.containsHeader(TRACE)
                    ? alone.ask(target, caller)
                    : batched.read(target, caller).map(ServiceAnswer::of);
        }
    }
}
