package io.letsrun.console.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Renders views as HTML. */
@Component
public final class Pages {

    static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    private static final Page.Csrf NO_TOKEN = new Page.Csrf("_csrf", "X-CSRF-TOKEN", "");

    private final TemplateEngine templates = TemplateEngine.createPrecompiled(
            null, ContentType.Html, Pages.class.getClassLoader(), "io.letsrun.console");
    private final Assets assets;

    Pages(Assets assets) {
        this.assets = assets;
    }

    public Mono<ResponseEntity<byte[]>> show(ServerWebExchange exchange, View view) {
        return show(exchange, HttpStatus.OK, view);
    }

    public Mono<ResponseEntity<byte[]>> show(ServerWebExchange exchange, HttpStatus status, View view) {
        return Mono.zip(visitor(exchange), csrf(exchange))
                .map(who -> new Page(view.title(), view.section(), who.getT1(), who.getT2(), assets))
                .map(page -> ResponseEntity.status(status).contentType(HTML).body(render(page, view)));
    }

    /** Writes a page where no controller does. */
    public Mono<Void> write(ServerWebExchange exchange, HttpStatus status, View view) {
        return show(exchange, status, view).flatMap(page -> {
            ServerHttpResponse response = exchange.getResponse();
            response.setStatusCode(status);
            response.getHeaders().setContentType(HTML);
            return response.writeWith(
                    Mono.fromSupplier(() -> response.bufferFactory().wrap(Objects.requireNonNull(page.getBody()))));
        });
    }

    /** Answers a form that did its work: the browser gets the page itself, and a reload repeats nothing. */
    public static ResponseEntity<byte[]> see(String path) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(path))
                .build();
    }

    /** Without a menu, since nobody may have logged in. */
    byte[] error(ErrorView error) {
        View view = new View("web/error.jte", error.title(), Section.NONE, error);
        return render(new Page(view.title(), view.section(), Visitor.NOBODY, NO_TOKEN, assets), view);
    }

    byte[] render(Page page, View view) {
        Utf8ByteOutput output = new Utf8ByteOutput();
        templates.render(view.template(), Map.of("page", page, "view", view.model()), output);
        return output.toByteArray();
    }

    private static Mono<Visitor> visitor(ServerWebExchange exchange) {
        return exchange.getPrincipal().map(Visitor::of).defaultIfEmpty(Visitor.NOBODY);
    }

    private static Mono<Page.Csrf> csrf(ServerWebExchange exchange) {
        Mono<CsrfToken> token = exchange.getAttributeOrDefault(CsrfToken.class.getName(), Mono.empty());
        return token.map(value -> new Page.Csrf(value.getParameterName(), value.getHeaderName(), value.getToken()))
                .defaultIfEmpty(NO_TOKEN);
    }
}
