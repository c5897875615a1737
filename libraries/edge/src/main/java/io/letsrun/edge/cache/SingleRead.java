package io.letsrun.edge.cache;

import io.letsrun.edge.cache.AnswerBatch.Found;
import io.letsrun.edge.cache.CachedAnswer.Head;
import io.letsrun.edge.http.Answers;
import io.letsrun.edge.routing.Route;
import io.letsrun.edge.token.TokenVerifier;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;

/** Answers one read in a request of its own. */
public record SingleRead(UserRead read, TokenVerifier tokens) implements WebHandler {

    public Route route(String kind, Set<String> parameters) {
        return new Route(HttpMethod.GET, read.path(), kind, parameters, this);
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        UUID userId = tokens.userOf(request);
        return read.read(userId, request.getQueryParams()).flatMap(found -> answer(exchange, found));
    }

    private static Mono<Void> answer(ServerWebExchange exchange, Found found) {
        HttpHeaders headers = exchange.getResponse().getHeaders();
        Head head = found.answer().head();
        if (head.link() != null) {
            headers.set(HttpHeaders.LINK, head.link());
        }
        new Cacheability(head.revision(), found.lifetime()).write(headers);
        return Answers.tagged(exchange, found.answer().body(), head.tag());
    }
}
