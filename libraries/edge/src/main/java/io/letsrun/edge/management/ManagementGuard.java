package io.letsrun.edge.management;

import io.letsrun.edge.problem.Problem;
import io.letsrun.edge.problem.ProblemAnswers;
import io.letsrun.edge.problem.ProblemKind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Refuses all paths but the endpoints' on the management port, because its context also sees the mappings of the service. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ManagementGuard implements WebFilter {

    /** No endpoint, health group or metric has other characters. */
    private static final Pattern ENDPOINT = Pattern.compile("/actuator(/[A-Za-z0-9._-]+)*");

    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final String BEARER = "Bearer ";

    private final byte[] token;
    private final ProblemAnswers problems;

    /** @param token required for changes; when empty, nothing can be changed */
    ManagementGuard(String token, ProblemAnswers problems) {
        this.token = token.getBytes(StandardCharsets.UTF_8);
        this.problems = problems;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String path = exchange.getRequest().getURI().getRawPath();
        if (!ENDPOINT.matcher(path).matches()) {
            return notFound(exchange);
        }
        if (!SAFE.contains(exchange.getRequest().getMethod()) && !authorized(exchange)) {
            return problems.answer(
                    exchange,
                    Problem.of(ProblemKind.UNAUTHENTICATED, "A change needs the management token.")
                            .with(HttpHeaders.WWW_AUTHENTICATE, "Bearer"));
        }
        return chain.filter(
                exchange.mutate().response(new NotFoundWithProblem(exchange)).build());
    }

    private boolean authorized(ServerWebExchange exchange) {
        @Nullable String header = exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        return token.length > 0
                && header != null
                && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                && MessageDigest.isEqual(
                        token, header.substring(BEARER.length()).strip().getBytes(StandardCharsets.UTF_8));
    }

    private Mono<Void> notFound(ServerWebExchange exchange) {
        return problems.answer(exchange, Problem.of(ProblemKind.NOT_FOUND, "There is no such endpoint."));
    }

    /** Adds a problem to a 404 that an endpoint answers without a body. */
    private final class NotFoundWithProblem extends ServerHttpResponseDecorator {

        private final ServerWebExchange exchange;

        NotFoundWithProblem(ServerWebExchange exchange) {
            super(exchange.getResponse());
            this.exchange = exchange;
        }

        @Override
        public Mono<Void> setComplete() {
            HttpStatusCode status = getStatusCode();
            return status != null && status.isSameCodeAs(HttpStatus.NOT_FOUND) && !isCommitted()
                    ? notFound(exchange)
                    : super.setComplete();
        }
    }
}
