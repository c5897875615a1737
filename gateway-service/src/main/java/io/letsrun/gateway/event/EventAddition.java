package io.letsrun.gateway.event;

import io.letsrun.edge.http.IdempotencyKey;
import io.letsrun.edge.http.JsonBodies;
import io.letsrun.edge.token.TokenVerifier;
import io.letsrun.gateway.upstream.Upstream;
import java.util.UUID;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.unit.DataSize;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;

/** A new event of the token's user, handed to events-service unparsed and once. */
final class EventAddition implements WebHandler {

    private final TokenVerifier tokens;
    private final Upstream eventsService;
    private final DataSize longest;

    EventAddition(TokenVerifier tokens, Upstream eventsService, DataSize longest) {
        this.tokens = tokens;
        this.eventsService = eventsService;
        this.longest = longest;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        UUID userId = tokens.userOf(request);
        IdempotencyKey.of(
                request.getHeaders()); // two lines, or a key that is none, are refused before one is passed on
        return JsonBodies.unparsed(request, longest)
                .flatMap(body ->
                        eventsService.post(EventPaths.behind(request.getURI(), userId), request.getHeaders(), body))
                .flatMap(reply -> reply.relay(
                        exchange, () -> reply.status().is5xxServerError() ? Upstream.inDoubt() : Upstream.away()));
    }
}
