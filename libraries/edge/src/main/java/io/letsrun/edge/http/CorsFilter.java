package io.letsrun.edge.http;

import io.letsrun.edge.problem.Problem;
import io.letsrun.edge.problem.ProblemKind;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Allows the configured origins to call from browsers, and refuses preflights of all others. Credentials are tokens in a header,
 * so cookies are never allowed.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">Fetch, section 3.3</a>
 */
final class CorsFilter implements WebFilter, Ordered {

    private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";
    private static final String REQUEST_HEADERS =
            "Authorization, Content-Type, Content-Encoding, Idempotency-Key, If-None-Match, Request-Timeout, X-Request-Id";
    private static final String ANSWER_HEADERS =
            "ETag, Link, Location, Retry-After, Age, WWW-Authenticate, X-Request-Id";

    private final Properties properties;

    CorsFilter(Properties properties) {
        this.properties = properties;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 6;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        @Nullable String origin = request.getHeaders().getFirst(HttpHeaders.ORIGIN);
        if (origin == null) {
            return chain.filter(exchange);
        }
        HttpHeaders answer = exchange.getResponse().getHeaders();
        boolean allowed = isAllowed(origin);
        if (!properties.origins().isEmpty()) {
            answer.setVary(List.of(HttpHeaders.ORIGIN));
        }
        if (allowed) {
            answer.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            answer.set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, ANSWER_HEADERS);
        }
        if (!isPreflight(request)) {
            return chain.filter(exchange);
        }
        return allowed ? permit(exchange) : Mono.error(refused());
    }

    private boolean isAllowed(String origin) {
        return properties.origins().contains(origin) || properties.origins().contains("*");
    }

    private static boolean isPreflight(ServerHttpRequest request) {
        return HttpMethod.OPTIONS.equals(request.getMethod())
                && request.getHeaders().containsHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
    }

    private Mono<Void> permit(ServerWebExchange exchange) {
        HttpHeaders answer = exchange.getResponse().getHeaders();
        answer.set(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS);
        answer.set(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, REQUEST_HEADERS);
        answer.set(
                HttpHeaders.ACCESS_CONTROL_MAX_AGE,
                Long.toString(properties.maxAge().toSeconds()));
        exchange.getResponse().setStatusCode(HttpStatus.NO_CONTENT);
        return exchange.getResponse().setComplete();
    }

    private static Throwable refused() {
        return Problem.of(ProblemKind.FORBIDDEN, "Pages of this origin may not call this service.")
                .refused();
    }

    /**
     * The origins whose web pages may call this service.
     *
     * @param origins such as {@code https://app.example.com}, or {@code *}; none by default
     * @param maxAge how long a browser may cache the answer to a preflight; 1 hour by default
     */
    @ConfigurationProperties("letsrun.cors")
    record Properties(
            @DefaultValue List<String> origins,
            @DefaultValue("1h") Duration maxAge) {}
}
