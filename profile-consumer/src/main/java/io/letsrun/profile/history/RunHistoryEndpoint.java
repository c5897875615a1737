package io.letsrun.profile.history;

import io.letsrun.edge.cache.AnswerCache;
import io.letsrun.edge.cache.Cacheability;
import io.letsrun.edge.http.Answers;
import io.letsrun.edge.http.EntityTag;
import io.letsrun.edge.http.QueryReader;
import io.letsrun.edge.http.Route;
import io.letsrun.edge.token.TokenVerifier;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Lists a runner's runs. */
@Component
record RunHistoryEndpoint(RunHistory history, TokenVerifier tokens, JsonMapper json) implements WebHandler {

    private static final int MAX_LIMIT = 200;
    private static final int DEFAULT_LIMIT = 50;

    @Bean
    Route runHistoryRoute() {
        return new Route(HttpMethod.GET, "/v1/runs", "run-history", Set.of("limit", "cursor"), this);
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        UUID userId = tokens.userOf(exchange.getRequest());
        QueryReader query = new QueryReader(exchange.getRequest().getQueryParams());
        int limit = query.number("limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
        query.check();
        return history.page(userId, RunCursor.parse(query.get("cursor")), limit)
                .flatMap(found -> answer(exchange, found, limit));
    }

    /** @see <a href="https://www.rfc-editor.org/rfc/rfc8288">RFC 8288</a>, relative to whatever host the client knows */
    private Mono<Void> answer(ServerWebExchange exchange, RunPage.Found found, int limit) {
        HttpHeaders headers = exchange.getResponse().getHeaders();
        found.next()
                .ifPresent(next -> headers.set(
                        HttpHeaders.LINK, "</v1/runs?limit=%d&cursor=%s>; rel=\"next\"".formatted(limit, next.text())));
        new Cacheability(found.revision(), AnswerCache.LIFETIME).write(headers);
        byte[] body = json.writeValueAsBytes(found.page());
        return Answers.tagged(exchange, body, EntityTag.of(body));
    }
}
