package io.letsrun.gateway.http;

import io.letsrun.edge.problem.Problem;
import io.letsrun.edge.problem.ProblemKind;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;

/** All that can be done at one path. */
final class Resource implements WebHandler {

    private final Map<HttpMethod, Endpoint> endpoints = new LinkedHashMap<>();
    private final String allow;
    private final RequestMetrics metrics;

    Resource(Collection<Endpoint> all, RequestMetrics metrics) {
        this.metrics = metrics;
        for (Endpoint endpoint : all) {
            endpoints.put(endpoint.method(), endpoint);
            if (endpoint.method() == HttpMethod.GET) {
                endpoints.put(HttpMethod.HEAD, endpoint); // RFC 9110, section 9.1: whoever gives GET gives HEAD
            }
        }
        this.allow = endpoints.keySet().stream().map(HttpMethod::name).collect(Collectors.joining(", ")) + ", OPTIONS";
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        Endpoint endpoint = endpoints.get(request.getMethod());
        if (endpoint == null) {
            return HttpMethod.OPTIONS.equals(request.getMethod()) ? options(exchange) : Mono.error(notAllowed());
        }
        metrics.about(exchange, endpoint.kind());
        if (!takesJson(request.getHeaders())) {
            return Mono.error(Problem.of(ProblemKind.NOT_ACCEPTABLE, "It is application/json.")
                    .refused());
        }
        return endpoint.handler().handle(exchange);
    }

    private Mono<Void> options(ServerWebExchange exchange) {
        exchange.getResponse().setStatusCode(HttpStatus.NO_CONTENT);
        exchange.getResponse().getHeaders().set(HttpHeaders.ALLOW, allow);
        return exchange.getResponse().setComplete();
    }

    private Throwable notAllowed() {
        return Problem.of(ProblemKind.METHOD_NOT_ALLOWED, null)
                .with(HttpHeaders.ALLOW, allow)
                .refused();
    }

    private static boolean takesJson(HttpHeaders headers) {
        @Nullable String accept = headers.getFirst(HttpHeaders.ACCEPT);
        if (accept == null || accept.equals(MediaType.ALL_VALUE) || accept.equals(MediaType.APPLICATION_JSON_VALUE)) {
            return true; // nearly every request, unparsed
        }
        try {
            return headers.getAccept().stream().anyMatch(type -> type.includes(MediaType.APPLICATION_JSON));
        } catch (InvalidMediaTypeException unused) {
            throw Problem.of(ProblemKind.NOT_ACCEPTABLE, "The Accept header cannot be read.")
                    .refused();
        }
    }
}
