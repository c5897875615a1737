package io.letsrun.gateway.upstream;

import io.letsrun.edge.http.JsonBodies;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The answer of another service.
 *
 * @param body must be relayed, read or released; fails as {@link io.letsrun.edge.problem.Refused}
 * @param timeout for reading all of the body
 */
public record Reply(HttpStatusCode status, HttpHeaders headers, Flux<DataBuffer> body, Duration timeout) {

    private static final int LONGEST_PROBLEM = 64 * 1024;
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final List<String> PASSED_ON = List.of(
            HttpHeaders.ETAG,
            HttpHeaders.CACHE_CONTROL,
            HttpHeaders.LINK,
            HttpHeaders.AGE,
            HttpHeaders.LOCATION,
            HttpHeaders.RETRY_AFTER,
            HttpHeaders.ALLOW,
            HttpHeaders.ACCEPT_ENCODING);

    /** Returns the whole body; fails as {@link io.letsrun.edge.problem.Refused} when it is longer, or late. */
    public Mono<byte[]> bytes(int longest) {
        return DataBufferUtils.join(body, longest)
                .timeout(timeout)
                .map(JsonBodies::bytes)
                .defaultIfEmpty(new byte[0])
                .onErrorMap(unused -> Upstream.away());
    }

    /** Discards the body, so that its connection is free again; does not fail, and ends a connection whose body is late. */
    public Mono<Void> release() {
        return body.doOnNext(DataBufferUtils::release).then().timeout(timeout).onErrorComplete();
    }

    /**
     * Relays the reply: pages are streamed, problems get the path of this request.
     *
     * @param otherwise the client's answer when the reply is not meant for clients
     */
    public Mono<Void> relay(ServerWebExchange exchange, Supplier<? extends Throwable> otherwise) {
        if (status.is2xxSuccessful()) {
            passHeaders(exchange.getResponse());
            return page(exchange.getResponse());
        }
        if (status.value() == HttpStatus.NOT_MODIFIED.value()) {
            passHeaders(exchange.getResponse());
            exchange.getResponse().setStatusCode(status);
            return release().then(Mono.defer(exchange.getResponse()::setComplete));
        }
        return isProblemForTheClient()
                ? bytes(LONGEST_PROBLEM)
                        .onErrorMap(unused -> otherwise.get())
                        .flatMap(problem -> problem(exchange, problem, otherwise))
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

    private boolean isProblemForTheClient() {
        boolean forTheClient = status.is4xxClientError()
                || status.value() == HttpStatus.BAD_GATEWAY.value()
                || status.value() == HttpStatus.SERVICE_UNAVAILABLE.value();
        return forTheClient && isProblem(headers);
    }

    private static boolean isProblem(HttpHeaders headers) {
        try {
            @Nullable MediaType type = headers.getContentType();
            return MediaType.APPLICATION_PROBLEM_JSON.equalsTypeAndSubtype(type);
        } catch (InvalidMediaTypeException unused) {
            return false;
        }
    }

    private Mono<Void> problem(ServerWebExchange exchange, byte[] problem, Supplier<? extends Throwable> otherwise) {
        @Nullable JsonNode read = read(problem);
        if (!(read instanceof ObjectNode object)) {
            return Mono.error(otherwise.get());
        }
        object.put("instance", exchange.getRequest().getURI().getRawPath());
        byte[] body = JSON.writeValueAsBytes(object);
        ServerHttpResponse response = exchange.getResponse();
        passHeaders(response);
        response.setStatusCode(status);
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        response.getHeaders().setContentLength(body.length);
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
    }

    private static @Nullable JsonNode read(byte[] problem) {
        try {
            return JSON.readTree(problem);
        } catch (JacksonException unused) {
            return null;
        }
    }

    private void passHeaders(ServerHttpResponse response) {
        for (String name : PASSED_ON) {
            @Nullable List<String> values = headers.get(name);
            if (values != null) {
                response.getHeaders().put(name, values);
            }
        }
    }
}
