package io.letsrun.gateway.event;

import io.letsrun.edge.problem.Problem;
import io.letsrun.edge.problem.ProblemKind;
import io.letsrun.edge.problem.Refused;
import io.letsrun.gateway.http.Answers;
import io.letsrun.gateway.upstream.Reply;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What events-service answers, as the client gets it: its problems are in the form of ours, and name the fields. */
final class EventReplies {

    private static final List<String> PASSED_ON = List.of(
            HttpHeaders.ETAG,
            HttpHeaders.CACHE_CONTROL,
            HttpHeaders.LINK,
            HttpHeaders.AGE,
            HttpHeaders.LOCATION,
            HttpHeaders.RETRY_AFTER);

    private EventReplies() {}

    /** @param otherwise what a client is told of a reply that is not meant for clients */
    static Mono<Void> relay(ServerWebExchange exchange, Reply reply, Supplier<Refused> otherwise) {
        return switch (reply.status()) {
            case 200, 201 -> passOn(exchange, reply, MediaType.APPLICATION_JSON);
            case 304 -> notModified(exchange, reply);
            case 401 ->
                Mono.error(Problem.of(ProblemKind.UNAUTHENTICATED, null)
                        .with(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                        .refused());
            default ->
                isProblemForTheClient(reply)
                        ? passOn(exchange, reply, MediaType.APPLICATION_PROBLEM_JSON)
                        : Mono.error(otherwise.get());
        };
    }

    private static boolean isProblemForTheClient(Reply reply) {
        boolean forTheClient = switch (reply.status()) {
            case 502, 503 -> true;
            default -> reply.status() >= 400 && reply.status() < 500;
        };
        return forTheClient && isProblem(reply.headers());
    }

    private static boolean isProblem(HttpHeaders headers) {
        try {
            @Nullable MediaType type = headers.getContentType();
            return MediaType.APPLICATION_PROBLEM_JSON.equalsTypeAndSubtype(type);
        } catch (InvalidMediaTypeException unused) {
            return false;
        }
    }

    private static Mono<Void> passOn(ServerWebExchange exchange, Reply reply, MediaType type) {
        passHeaders(exchange, reply);
        return Answers.bytes(exchange, HttpStatus.valueOf(reply.status()), type, reply.body());
    }

    private static Mono<Void> notModified(ServerWebExchange exchange, Reply reply) {
        passHeaders(exchange, reply);
        exchange.getResponse().setStatusCode(HttpStatus.NOT_MODIFIED);
        return exchange.getResponse().setComplete();
    }

    private static void passHeaders(ServerWebExchange exchange, Reply reply) {
        for (String name : PASSED_ON) {
            String value = reply.headers().getFirst(name);
            if (value != null) {
                exchange.getResponse().getHeaders().set(name, value);
            }
        }
    }
}
