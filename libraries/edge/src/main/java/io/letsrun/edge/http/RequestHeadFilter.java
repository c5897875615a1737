package io.letsrun.edge.http;

import io.letsrun.edge.problem.Problem;
import io.letsrun.edge.problem.ProblemKind;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Refuses unreadable headers, and unpacks compressed bodies, before the filters that decide by these headers. */
final class RequestHeadFilter implements WebFilter, Ordered {

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 5;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        HttpHeaders headers = exchange.getRequest().getHeaders();
        if (!isReadable(headers.get(HttpHeaders.ACCEPT))) {
            return Mono.error(Problem.of(ProblemKind.NOT_ACCEPTABLE, "The Accept header cannot be read.")
                    .refused());
        }
        if (!isReadable(headers.get(HttpHeaders.CONTENT_TYPE))) {
            return Mono.error(Problem.of(ProblemKind.UNSUPPORTED_MEDIA_TYPE, "The Content-Type header cannot be read.")
                    .refused());
        }
        @Nullable List<String> codings = headers.get(HttpHeaders.CONTENT_ENCODING);
        return chain.filter(codings == null ? exchange : unpacked(exchange, codings));
    }

    private static boolean isReadable(@Nullable List<String> values) {
        if (values == null) {
            return true;
        }
        if (values.size() == 1) {
            String value = values.getFirst();
            if (value.equals(MediaType.ALL_VALUE) || value.equals(MediaType.APPLICATION_JSON_VALUE)) {
                return true; // nearly every request, unparsed
            }
        }
        try {
            MediaType.parseMediaTypes(values);
            return true;
        } catch (InvalidMediaTypeException unused) {
            return false;
        }
    }

    private static ServerWebExchange unpacked(ServerWebExchange exchange, List<String> codings) {
        String coding = String.join(",", codings).strip();
        if (coding.equalsIgnoreCase("identity") || coding.isEmpty()) {
            return exchange;
        }
        if (!coding.equalsIgnoreCase("gzip") && !coding.equalsIgnoreCase("x-gzip")) {
            throw Problem.of(ProblemKind.UNSUPPORTED_MEDIA_TYPE, "The body may be coded as gzip, and not otherwise.")
                    .with(HttpHeaders.ACCEPT_ENCODING, "gzip")
                    .refused();
        }
        ServerHttpRequest unpacked = new UnpackedRequest(exchange.getRequest());
        return exchange.mutate().request(unpacked).build();
    }
}
