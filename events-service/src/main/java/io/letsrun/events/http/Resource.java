package io.letsrun.events.http;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.NotAcceptableStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;

/** All that can be done at one path. */
final class Resource implements WebHandler {

    private final Map<HttpMethod, WebHandler> handlers = new LinkedHashMap<>();

    Resource(Collection<Endpoint> endpoints) {
        for (Endpoint endpoint : endpoints) {
            handlers.put(endpoint.method(), endpoint.handler());
            if (endpoint.method() == HttpMethod.GET) {
                handlers.put(
                        HttpMethod.HEAD, endpoint.handler()); // RFC 9110, section 9.1: whoever gives GET gives HEAD
            }
        }
        handlers.putIfAbsent(HttpMethod.OPTIONS, this::options);
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        WebHandler handler = handlers.get(request.getMethod());
        if (handler == null) {
            return Mono.error(new MethodNotAllowedException(request.getMethod(), handlers.keySet()));
        }
        if (!takesJson(request.getHeaders())) {
            return Mono.error(new NotAcceptableStatusException(List.of(MediaType.APPLICATION_JSON)));
        }
        try {
            return handler.handle(exchange);
        } catch (RuntimeException refused) {
            return Mono.error(refused); // what is thrown past the dispatcher's Mono does not reach the advice
        }
    }

    private Mono<Void> options(ServerWebExchange exchange) {
        exchange.getResponse().setStatusCode(HttpStatus.NO_CONTENT);
        exchange.getResponse().getHeaders().setAllow(handlers.keySet());
        return exchange.getResponse().setComplete();
    }

    private static boolean takesJson(HttpHeaders headers) {
        @Nullable String accept = headers.getFirst(HttpHeaders.ACCEPT);
        if (accept == null || accept.equals(MediaType.ALL_VALUE) || accept.equals(MediaType.APPLICATION_JSON_VALUE)) {
            return true; // nearly every request, unparsed
        }
        try {
            return headers.getAccept().stream().anyMatch(type -> type.includes(MediaType.APPLICATION_JSON));
        } catch (InvalidMediaTypeException unused) {
            return false;
        }
    }
}
