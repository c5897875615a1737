package io.letsrun.console.web;

import org.reactivestreams.Publisher;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Shows people a page where programs, and htmx, are given a problem. Whoever refused, the security filters included, need not
 * know whom they talk to, so this stands before all of them.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
final class ErrorPages implements WebFilter {

    private final Pages pages;

    ErrorPages(Pages pages) {
        this.pages = pages;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!forPeople(exchange.getRequest())) {
            return chain.filter(exchange);
        }
        return chain.filter(exchange.mutate()
                .response(new PageInsteadOfProblem(exchange.getResponse()))
                .build());
    }

    private static boolean forPeople(ServerHttpRequest request) {
        String path = request.getPath().value();
        return request.getHeaders().getAccept().contains(MediaType.TEXT_HTML)
                && !request.getHeaders().containsHeader("HX-Request")
                && !path.startsWith("/api/")
                && !path.startsWith("/actuator/")
                && request.getMethod() != HttpMethod.HEAD;
    }

    private final class PageInsteadOfProblem extends ServerHttpResponseDecorator {

        PageInsteadOfProblem(ServerHttpResponse response) {
            super(response);
        }

        @Override
        public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
            HttpStatusCode status = getStatusCode();
            if (status == null
                    || !status.isError()
                    || !MediaType.APPLICATION_PROBLEM_JSON.isCompatibleWith(
                            getHeaders().getContentType())) {
                return super.writeWith(body);
            }
            byte[] page = pages.error(ErrorView.of(status.value()));
            getHeaders().setContentType(Pages.HTML);
            getHeaders().setContentLength(page.length);
            return Flux.from(body)
                    .doOnNext(DataBufferUtils::release)
                    .then(super.writeWith(
                            Mono.fromSupplier(() -> bufferFactory().wrap(page))));
        }
    }
}
