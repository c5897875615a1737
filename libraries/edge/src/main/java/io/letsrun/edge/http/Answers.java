package io.letsrun.edge.http;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Writes answers in JSON, each in one buffer of a known length. */
public final class Answers {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String REVALIDATE = "no-cache, private";
    private static final String KEEP_NOTHING = "no-store";

    private Answers() {}

    /** Builds the serializer of such answers now: Jackson does so under a lock, for which event loops would wait. */
    public static void rehearse(Object sample) {
        JSON.writeValueAsBytes(sample);
    }

    public static Mono<Void> json(ServerWebExchange exchange, HttpStatus status, Object answer) {
        return bytes(exchange, status, MediaType.APPLICATION_JSON, JSON.writeValueAsBytes(answer));
    }

    /** Writes an answer that the client may keep and revalidate; 304 when it has this tag already. */
    public static Mono<Void> tagged(ServerWebExchange exchange, byte[] json, String tag) {
        if (EntityTag.isKnown(exchange.getRequest().getHeaders(), tag)) {
            return notModified(exchange, tag);
        }
        validator(exchange, tag);
        return bytes(exchange, HttpStatus.OK, MediaType.APPLICATION_JSON, json);
    }

    /** Answers 304: the client has what bears the tag. */
    public static Mono<Void> notModified(ServerWebExchange exchange, String tag) {
        validator(exchange, tag);
        exchange.getResponse().setStatusCode(HttpStatus.NOT_MODIFIED);
        return exchange.getResponse().setComplete();
    }

    private static void validator(ServerWebExchange exchange, String tag) {
        HttpHeaders headers = exchange.getResponse().getHeaders();
        headers.set(HttpHeaders.CACHE_CONTROL, REVALIDATE);
        headers.set(HttpHeaders.ETAG, tag);
    }

    /** Writes an answer that must not be stored. */
    public static Mono<Void> fleeting(ServerWebExchange exchange, HttpStatus status, byte[] json) {
        exchange.getResponse().getHeaders().set(HttpHeaders.CACHE_CONTROL, KEEP_NOTHING);
        return bytes(exchange, status, MediaType.APPLICATION_JSON, json);
    }

    public static Mono<Void> bytes(ServerWebExchange exchange, HttpStatus status, MediaType type, byte[] body) {
        ServerHttpResponse response = exchange.getResponse();
        HttpHeaders headers = response.getHeaders();
        response.setStatusCode(status);
        headers.setContentType(type);
        headers.setContentLength(body.length);
        return response.writeWith(Mono.<DataBuffer>just(response.bufferFactory().wrap(body)));
    }
}
