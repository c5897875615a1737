package io.letsrun.gateway.docs;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Serves the OpenAPI document, and Swagger UI without a CDN. */
@Configuration(proxyBeanMethods = false)
class Description {

    /** With the version of the webjar. */
    private static final String SWAGGER_UI = "META-INF/resources/webjars/swagger-ui/5.32.0/";

    /** Swagger UI uses inline styles, with icons in them. */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final MediaType CSS = new MediaType("text", "css");
    private static final MediaType JAVASCRIPT = new MediaType("text", "javascript");

    @Bean
    RouterFunction<ServerResponse> pages() {
        return RouterFunctions.route()
                .GET("/", file("openapi/index.html", MediaType.TEXT_HTML))
                .GET("/v3/api-docs", file("openapi/openapi.json", MediaType.APPLICATION_JSON))
                .GET("/docs", file("openapi/docs.html", MediaType.TEXT_HTML))
                .GET("/docs/start.js", file("openapi/start.js", JAVASCRIPT))
                .GET("/docs/swagger-ui.css", file(SWAGGER_UI + "swagger-ui.css", CSS))
                .GET("/docs/swagger-ui-bundle.js", file(SWAGGER_UI + "swagger-ui-bundle.js", JAVASCRIPT))
                .build();
    }

    /** Reading from the jar blocks, so it is not done on an event loop. */
    private static HandlerFunction<ServerResponse> file(String path, MediaType type) {
        ClassPathResource file = new ClassPathResource(path);
        return request -> Mono.fromCallable(file::getContentAsByteArray)
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(bytes -> ServerResponse.ok()
                        .contentType(type)
                        .header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                        .bodyValue(bytes));
    }
}
