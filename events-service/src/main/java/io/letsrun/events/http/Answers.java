package io.letsrun.events.http;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Writes answers in JSON, each in one buffer of a known length. */
public final class Answers {

    private static final String JSON = "application/json";
    private static final String REVALIDATE = "no-cache, private";
    private static final String KEEP_NOTHING = "no-store";

    private Answers() {}

    /** Writes what whoever asked may keep, if they ask each time whether it still holds; 304 if that is what they do. */
    public static Mono<Void> tagged(ServerWebExchange exchange, byte[] body, String tag) {
        HttpHeaders headers = exchange.getResponse().getHeaders();
        headers.set(HttpHeaders.CACHE_CONTROL, REVALIDATE);
        if (exchange.getRequest().getHeaders().getFirst(HttpHeaders.IF_NONE_MATCH) == null) {
            headers.set(HttpHeaders.ETAG, tag);
        } else if (exchange.checkNotModified(tag)) {
            return exchange.getResponse().setComplete();
        }
        return body(exchange, HttpStatus.OK, body);
    }

    /** Writes what nobody may keep. */
    public static Mono<Void> fleeting(ServerWebExchange exchange, HttpStatus status, byte[] body) {
        exchange.getResponse().getHeaders().set(HttpHeaders.CACHE_CONTROL, KEEP_NOTHING);
        return body(exchange, status, body);
    }

    private static Mono<Void> body(ServerWebExchange exchange, HttpStatus status, byte[] body) {
        ServerHttpResponse response = exchange.getResponse();
        HttpHeaders headers = response.getHeaders();
        response.setStatusCode(status);
        headers.set(HttpHeaders.CONTENT_TYPE, JSON);
        headers.setContentLength(body.length);
        return response.writeWith(Mono.<DataBuffer>just(response.bufferFactory().wrap(body)));
    }
}
