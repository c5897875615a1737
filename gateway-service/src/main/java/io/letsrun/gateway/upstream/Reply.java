package io.letsrun.gateway.upstream;

import io.letsrun.edge.http.JsonBodies;
import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The answer of another service, whose body may still be on its way.
 *
 * @param body must be relayed, read or released; fails as {@link io.letsrun.edge.problem.Refused}
 * @param timeout for reading all of the body
 */
public record Reply(HttpStatusCode status, HttpHeaders headers, Flux<DataBuffer> body, Duration timeout) {

    private static final int LONGEST_PROBLEM = 64 * 1024;

    /** Returns the whole body; fails as {@link io.letsrun.edge.problem.Refused} when it is longer, or late. */
    public Mono<byte[]> bytes(int longest) {
        return DataBufferUtils.join(body, longest)
                .timeout(timeout)
                .map(JsonBodies::bytes)
                .defaultIfEmpty(new byte[0])
                .onErrorMap(unused -> Upstream.away());
    }

    /** Returns the reply with its whole body; nothing when that is longer, or of unknown length. */
    Mono<WholeReply> whole(int longest) {
        long length = headers.getContentLength();
        return length < 0 || length > longest
                ? cancel().then(Mono.empty())
                : bytes(longest).map(bytes -> new WholeReply(status, headers, bytes));
    }

    /** Closes the connection without reading what may be much. */
    private Mono<Void> cancel() {
        return body.doOnNext(DataBufferUtils::release).take(0).then().onErrorComplete();
    }

    /** Discards the body, so that its connection is free again; does not fail, and ends a connection whose body is late. */
    public Mono<Void> release() {
        return body.doOnNext(DataBufferUtils::release).then().timeout(timeout).onErrorComplete();
    }

    /** Relays the reply: pages are streamed, problems get the path of this request. */
    public Mono<Void> relay(ServerWebExchange exchange) {
        return relay(exchange, Upstream::away);
    }

    /** @param otherwise the client's answer when the reply is not meant for clients */
    Mono<Void> relay(ServerWebExchange exchange, Supplier<? extends Throwable> otherwise) {
        if (status.is2xxSuccessful()) {
            WholeReply.passHeaders(headers, exchange.getResponse());
            return page(exchange.getResponse());
        }
        if (status.value() == HttpStatus.NOT_MODIFIED.value()) {
            WholeReply.passHeaders(headers, exchange.getResponse());
            exchange.getResponse().setStatusCode(status);
            return release().then(Mono.defer(exchange.getResponse()::setComplete));
        }
        return WholeReply.isProblemForTheClient(status, headers)
                ? bytes(LONGEST_PROBLEM)
                        .onErrorMap(unused -> otherwise.get())
                        .flatMap(problem -> new WholeReply(status, headers, problem).relay(exchange, otherwise))
                : release().then(Mono.error(otherwise::get));
    }

    private Mono<Void> page(ServerHttpResponse response) {
        response.setStatusCode(status);
        response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
        long length = headers.getContentLength();
        if (length >= 0) {
            response.getHeaders().setContentLength(length);
        }
        return response.writeWith(body);
    }
}
