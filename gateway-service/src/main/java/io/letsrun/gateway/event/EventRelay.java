package io.letsrun.gateway.event;

import io.letsrun.edge.token.TokenVerifier;
import io.letsrun.gateway.upstream.Upstream;
import java.util.UUID;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;

/** A read that events-service answers; what its query means is for events-service to say. */
final class EventRelay implements WebHandler {

    private final TokenVerifier tokens;
    private final Upstream eventsService;

    EventRelay(TokenVerifier tokens, Upstream eventsService) {
        this.tokens = tokens;
        this.eventsService = eventsService;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        UUID userId = tokens.userOf(request);
        return eventsService
                .get(EventPaths.behind(request.getURI(), userId), request.getHeaders())
                .flatMap(reply -> EventReplies.relay(exchange, reply, Upstream::away));
    }
}
