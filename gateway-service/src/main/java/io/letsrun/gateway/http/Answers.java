package io.letsrun.gateway.http;

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

    private Answers() {}

    /** Learns how such answers are written. Jackson learns under a lock, for which event loops would wait on each other. */
    public static void rehearse(Object sample) {
        JSON.writeValueAsBytes(sample);
    }

    public static Mono<Void> json(ServerWebExchange exchange, HttpStatus status, Object answer) {
        return bytes(exchange, status, MediaType.APPLICATION_JSON, JSON.writeValueAsBytes(answer));
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
