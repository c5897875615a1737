package io.letsrun.console.web;

import io.letsrun.edge.problem.Problem;
import io.letsrun.edge.problem.ProblemPages;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/** Shows people a page where programs, and htmx, are given a problem. */
@Component
final class ErrorPages implements ProblemPages {

    private final Pages pages;

    ErrorPages(Pages pages) {
        this.pages = pages;
    }

    @Override
    public byte @Nullable [] page(ServerWebExchange exchange, Problem problem) {
        if (!forPeople(exchange.getRequest())) {
            return null;
        }
        boolean staleForm = exchange.getAttributeOrDefault(ErrorView.STALE_FORM, false);
        return pages.error(
                staleForm ? ErrorView.staleForm() : ErrorView.of(problem.kind().status()));
    }

    /** Browsers always name it; nothing else of the header matters, readable or not. */
    private static boolean forPeople(ServerHttpRequest request) {
        String path = request.getPath().value();
        return request.getHeaders().getOrEmpty(HttpHeaders.ACCEPT).stream()
                        .anyMatch(accept -> accept.contains(MediaType.TEXT_HTML_VALUE))
                && !request.getHeaders().containsHeader("HX-Request")
                && !path.startsWith("/api/")
                && !path.startsWith("/actuator/")
                && request.getMethod() != HttpMethod.HEAD;
    }
}
