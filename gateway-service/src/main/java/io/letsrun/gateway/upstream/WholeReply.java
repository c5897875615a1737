package io.letsrun.gateway.upstream;

import io.letsrun.edge.http.Answers;
import io.letsrun.edge.http.EntityTag;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The answer of another service, with all of its body. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record WholeReply(HttpStatusCode status, HttpHeaders headers, byte[] body) {

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

    /** Relays it, a problem with the path of this request. */
    public Mono<Void> relay(ServerWebExchange exchange) {
        return relay(exchange, Upstream::away);
    }

    /** @param otherwise the client's answer when this one is not meant for clients */
    Mono<Void> relay(ServerWebExchange exchange, Supplier<? extends Throwable> otherwise) {
        if (status.is2xxSuccessful()) {
            passHeaders(headers, exchange.getResponse());
            @Nullable String tag = headers.getETag();
            if (tag != null && EntityTag.isKnown(exchange.getRequest().getHeaders(), tag)) {
                exchange.getResponse().setStatusCode(HttpStatus.NOT_MODIFIED);
                return exchange.getResponse().setComplete();
            }
            return Answers.bytes(exchange, HttpStatus.valueOf(status.value()), MediaType.APPLICATION_JSON, body);
        }
        if (!isProblemForTheClient(status, headers) || !(read(body) instanceof ObjectNode problem)) {
            return Mono.error(otherwise.get());
        }
        problem.put("instance", exchange.getRequest().getURI().getRawPath());
        passHeaders(headers, exchange.getResponse());
        return Answers.bytes(
                exchange,
                HttpStatus.valueOf(status.value()),
                MediaType.APPLICATION_PROBLEM_JSON,
                JSON.writeValueAsBytes(problem));
    }

    static boolean isProblemForTheClient(HttpStatusCode status, HttpHeaders headers) {
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

    private static @Nullable JsonNode read(byte[] problem) {
        try {
            return JSON.readTree(problem);
        } catch (JacksonException unused) {
            return null;
        }
    }

    static void passHeaders(HttpHeaders headers, ServerHttpResponse response) {
        for (String name : PASSED_ON) {
            @Nullable List<String> values = headers.get(name);
            if (values != null) {
                response.getHeaders().put(name, values);
            }
        }
    }
}
