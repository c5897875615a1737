package io.letsrun.edge.cache;

import io.letsrun.edge.cache.AnswerBatch.Answer;
import io.letsrun.edge.cache.AnswerBatch.Ask;
import io.letsrun.edge.cache.AnswerBatch.Found;
import io.letsrun.edge.cache.AnswerBatch.Missing;
import io.letsrun.edge.http.Answers;
import io.letsrun.edge.http.JsonBodies;
import io.letsrun.edge.problem.Problem;
import io.letsrun.edge.problem.ProblemKind;
import io.letsrun.edge.problem.Refused;
import io.letsrun.edge.routing.Route;
import io.letsrun.edge.token.TokenVerifier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.util.unit.DataSize;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;

/**
 * Answers many reads of many users at once. Each bears its user's token, which is checked as it is for a read alone. A read
 * that is refused has no answer here, unless there is nothing to read; alone it gets a problem that says why.
 */
public final class AnswersEndpoint implements WebHandler {

    private static final DataSize LONGEST = DataSize.ofKilobytes(128);

    private final Map<String, UserRead> reads;
    private final TokenVerifier tokens;

    public AnswersEndpoint(List<UserRead> reads, TokenVerifier tokens) {
        this.reads = reads.stream().collect(Collectors.toMap(UserRead::path, Function.identity()));
        this.tokens = tokens;
    }

    public Route route() {
        return new Route(HttpMethod.POST, AnswerBatch.PATH, "answers", Set.of(), this);
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        return JsonBodies.unparsed(exchange.getRequest(), LONGEST)
                .map(AnswersEndpoint::asks)
                .flatMap(asks -> Flux.fromIterable(asks)
                        .flatMapSequential(this::answer, AnswerBatch.MOST)
                        .collectList())
                .flatMap(answers -> Answers.bytes(
                        exchange, HttpStatus.OK, MediaType.APPLICATION_OCTET_STREAM, AnswerBatch.write(answers)));
    }

    private static List<Ask> asks(byte[] json) {
        try {
            List<Ask> asks = AnswerBatch.readAsks(json);
            if (asks.size() <= AnswerBatch.MOST) {
                return asks;
            }
        } catch (JacksonException unused) {
            // The same as too many.
        }
        throw Problem.of(ProblemKind.MALFORMED, "The body is no batch of reads.")
                .refused();
    }

    private Mono<Optional<Answer>> answer(Ask ask) {
        return Mono.defer(() -> read(ask))
                .map(Optional::<Answer>of)
                .defaultIfEmpty(Optional.empty())
                .onErrorResume(
                        failure -> failure instanceof Refused refused
                                && refused.problem().kind().status() < 500,
                        refused -> Mono.just(refusal(((Refused) refused).problem())));
    }

    /** Phones ask for what is not stored yet, many at the same time; every other mistake is rare. */
    private static Optional<Answer> refusal(Problem problem) {
        return problem.kind() == ProblemKind.NOT_FOUND ? Optional.of(new Missing(problem)) : Optional.empty();
    }

    private Mono<Found> read(Ask ask) {
        int end = ask.target().indexOf('?');
        UserRead read = reads.get(end < 0 ? ask.target() : ask.target().substring(0, end));
        if (read == null) {
            return Mono.empty();
        }
        UUID userId = tokens.userOf(ask.authorization());
        return read.read(userId, query(end < 0 ? "" : ask.target().substring(end + 1)));
    }

    /** Only simple queries are sent here, without anything encoded. */
    private static MultiValueMap<String, String> query(String text) {
        MultiValueMap<String, String> query = new LinkedMultiValueMap<>();
        if (!text.isEmpty()) {
            for (String parameter : text.split("&", -1)) {
                String[] pair = parameter.split("=", 2);
                query.add(pair[0], pair.length == 2 ? pair[1] : "");
            }
        }
        return query;
    }
}
