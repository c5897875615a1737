package io.letsrun.gateway.read;

import io.letsrun.edge.token.TokenVerifier;
import io.letsrun.gateway.http.Answers;
import io.letsrun.edge.problem.Problem;
import io.letsrun.edge.problem.ProblemKind;
import io.letsrun.gateway.upstream.Reply;
import io.letsrun.gateway.upstream.Upstream;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;

/** A read that profile-consumer answers; who may read is checked here and there. */
final class Relay implements WebHandler {

    private static final List<String> PASSED_ON =
            List.of(HttpHeaders.ETAG, HttpHeaders.CACHE_CONTROL, HttpHeaders.LINK);

    private final TokenVerifier tokens;
    private final Upstream profileService;

    Relay(TokenVerifier tokens, Upstream profileService) {
        this.tokens = tokens;
        this.profileService = profileService;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        tokens.userOf(request);
        return profileService.get(pathAndQuery(request), request.getHeaders()).flatMap(reply -> relay(exchange, reply));
    }

    private static String pathAndQuery(ServerHttpRequest request) {
        String query = request.getURI().getRawQuery();
        return request.getURI().getRawPath() + (query == null ? "" : "?" + query);
    }

    private static Mono<Void> relay(ServerWebExchange exchange, Reply reply) {
        return switch (reply.status()) {
            case 200 -> ok(exchange, reply);
            case 304 -> notModified(exchange, reply);
            case 400, 422 -> refused(ProblemKind.MALFORMED, "A query parameter is out of its range.");
            case 401 -> refused(ProblemKind.UNAUTHENTICATED, null);
            case 404 -> refused(ProblemKind.NOT_FOUND, null);
            default -> Mono.error(Upstream.away());
        };
    }

    private static Mono<Void> ok(ServerWebExchange exchange, Reply reply) {
        passOn(reply, exchange);
        return Answers.bytes(exchange, HttpStatus.OK, MediaType.APPLICATION_JSON, reply.body());
    }

    private static Mono<Void> notModified(ServerWebExchange exchange, Reply reply) {
        passOn(reply, exchange);
        exchange.getResponse().setStatusCode(HttpStatus.NOT_MODIFIED);
        return exchange.getResponse().setComplete();
    }

    private static void passOn(Reply reply, ServerWebExchange exchange) {
        for (String name : PASSED_ON) {
            String value = reply.headers().getFirst(name);
            if (value != null) {
                exchange.getResponse().getHeaders().set(name, value);
            }
        }
    }

    private static Mono<Void> refused(ProblemKind kind, @org.jspecify.annotations.Nullable String detail) {
        return Mono.error(Problem.of(kind, detail).refused());
    }
}
