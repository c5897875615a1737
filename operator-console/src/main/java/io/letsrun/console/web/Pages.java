package io.letsrun.console.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import io.letsrun.console.access.Caller;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.result.view.ViewResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Renders views as HTML, in answer to a controller or to who calls {@link #write}. */
@Component
public final class Pages implements ViewResolver, org.springframework.web.reactive.result.view.View {

    /** The attribute of a model that is a {@link View}. */
    static final String VIEW = "view";

    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);
    private static final Page.Csrf NO_TOKEN = new Page.Csrf("_csrf", "X-CSRF-TOKEN", "");

    private final TemplateEngine templates = TemplateEngine.createPrecompiled(
            null, ContentType.Html, Pages.class.getClassLoader(), "io.letsrun.console");
    private final Assets assets;

    Pages(Assets assets) {
        this.assets = assets;
    }

    @Override
    public Mono<org.springframework.web.reactive.result.view.View> resolveViewName(String template, Locale locale) {
        return Mono.just(this);
    }

    @Override
    public List<MediaType> getSupportedMediaTypes() {
        return List.of(HTML);
    }

    @Override
    public Mono<Void> render(
            @Nullable Map<String, ?> model, @Nullable MediaType contentType, ServerWebExchange exchange) {
        View view = (View) Objects.requireNonNull(Objects.requireNonNull(model).get(VIEW));
        ServerHttpResponse response = exchange.getResponse();
        response.getHeaders().setContentType(HTML);
        return Mono.zip(visitor(exchange), csrf(exchange))
                .map(who -> new Page(view.title(), view.section(), who.getT1(), who.getT2(), assets))
                .map(page -> response.bufferFactory().wrap(render(page, view)))
                .as(response::writeWith);
    }

    /** Writes a page where no controller does. */
    public Mono<Void> write(ServerWebExchange exchange, HttpStatus status, View view) {
        exchange.getResponse().setStatusCode(status);
        return render(Map.of(VIEW, view), null, exchange);
    }

    /** Without a menu, since nobody may have logged in. */
    byte[] error(ErrorView error) {
        View view = new View("web/error.jte", error.title(), Section.NONE, error);
        return render(new Page(view.title(), view.section(), Caller.NOBODY, NO_TOKEN, assets), view);
    }

    byte[] render(Page page, View view) {
        Utf8ByteOutput output = new Utf8ByteOutput();
        templates.render(view.template(), Map.of("page", page, "view", view.model()), output);
        return output.toByteArray();
    }

    private static Mono<Caller> visitor(ServerWebExchange exchange) {
        return exchange.<Authentication>getPrincipal().map(Caller::of).defaultIfEmpty(Caller.NOBODY);
    }

    private static Mono<Page.Csrf> csrf(ServerWebExchange exchange) {
        Mono<CsrfToken> token = exchange.getAttributeOrDefault(CsrfToken.class.getName(), Mono.empty());
        return token.map(value -> new Page.Csrf(value.getParameterName(), value.getHeaderName(), value.getToken()))
                .defaultIfEmpty(NO_TOKEN);
    }
}
