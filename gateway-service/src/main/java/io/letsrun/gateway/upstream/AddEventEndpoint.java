package io.letsrun.gateway.upstream;

import io.letsrun.edge.http.IdempotencyKey;
import io.letsrun.edge.http.JsonBodies;
import io.letsrun.edge.routing.Route;
import io.letsrun.edge.token.TokenVerifier;
import io.letsrun.gateway.http.Endpoint;
import io.letsrun.gateway.http.HttpLimits;
import io.letsrun.gateway.http.Urgency;
import java.util.UUID;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** {@code POST /v1/events}: sent to events-service unparsed, and once. */
@Component
record AddEventEndpoint(TokenVerifier tokens, Upstream eventsService, HttpLimits limits) implements Endpoint {

    @Override
    public Route route() {
        return new Route(HttpMethod.POST, "/v1/events", "event", null, this);
    }

    @Override
    public Urgency urgency() {
        return Urgency.EVENT;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        UUID userId = tokens.userOf(request);
        IdempotencyKey.of(request.getHeaders()); // refuses an invalid key before events-service is asked
        return JsonBodies.unparsed(request, limits.body())
                .flatMap(body ->
                        eventsService.post(Upstream.pathOfUser(request.getURI(), userId), request.getHeaders(), body))
                .flatMap(reply -> reply.relay(
                        exchange, () -> reply.status().is5xxServerError() ? Upstream.inDoubt() : Upstream.away()));
    }
}
