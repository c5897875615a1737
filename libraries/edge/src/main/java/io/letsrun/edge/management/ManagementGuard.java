package io.letsrun.edge.management;

import io.letsrun.edge.problem.Problem;
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
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Stands before everything on the management port. The management context also sees the mappings of the service itself,
 * so any other path has to be refused here.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ManagementGuard implements WebFilter {

    /** The names of endpoints, health groups and metrics need no other characters, and no encoding. */
    private static final Pattern ENDPOINT = Pattern.compile("/actuator(/[A-Za-z0-9._-]+)*");

    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final String BEARER = "Bearer ";
    private static final String PROBLEM = "{\"type\":\"%s\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}";

    private final byte[] token;

    /** @param token what a change wants; when empty, nothing can be changed */
    ManagementGuard(String token) {
        this.token = token.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String path = exchange.getRequest().getURI().getRawPath();
        ServerHttpResponse response = exchange.getResponse();
        if (!ENDPOINT.matcher(path).matches()) {
            return notFound(response);
        }
        if (!SAFE.contains(exchange.getRequest().getMethod()) && !authorized(exchange)) {
            response.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            return answer(response, Problem.UNAUTHENTICATED.with("a change wants the management token"));
        }
        return chain.filter(
                exchange.mutate().response(new NotFoundWithProblem(response)).build());
    }

    private boolean authorized(ServerWebExchange exchange) {
        @Nullable String header = exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        return token.length > 0
                && header != null
                && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                && MessageDigest.isEqual(
                        token, header.substring(BEARER.length()).strip().getBytes(StandardCharsets.UTF_8));
    }

    private static Mono<Void> notFound(ServerHttpResponse response) {
        return answer(response, Problem.NOT_FOUND.with("there is no such endpoint"));
    }

    private static Mono<Void> answer(ServerHttpResponse response, ProblemDetail problem) {
        byte[] body = PROBLEM.formatted(problem.getType(), problem.getTitle(), problem.getStatus(), problem.getDetail())
                .getBytes(StandardCharsets.UTF_8);
        response.setStatusCode(HttpStatus.valueOf(problem.getStatus()));
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        response.getHeaders().setContentLength(body.length);
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
    }

    /** An endpoint says without a body that it does not know a name below it. */
    private static final class NotFoundWithProblem extends ServerHttpResponseDecorator {

        NotFoundWithProblem(ServerHttpResponse response) {
            super(response);
        }

        @Override
        public Mono<Void> setComplete() {
            HttpStatusCode status = getStatusCode();
            return status != null && status.isSameCodeAs(HttpStatus.NOT_FOUND) && !isCommitted()
                    ? notFound(getDelegate())
                    : super.setComplete();
        }
    }
}
