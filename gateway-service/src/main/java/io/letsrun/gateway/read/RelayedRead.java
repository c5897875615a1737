package io.letsrun.gateway.read;

import io.letsrun.edge.routing.Route;
import io.letsrun.edge.token.TokenVerifier;
import io.letsrun.gateway.http.Endpoint;
import io.letsrun.gateway.http.Urgency;
import io.letsrun.gateway.upstream.Upstream;
import java.net.URI;
import java.util.UUID;
import java.util.function.BiFunction;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * A GET that another service answers. Both services check the token; only the other one reads the query.
 *
 * @param kind its name in metrics
 * @param target makes the path and query there from the URL here and the token's user
 */
record RelayedRead(
        String path,
        String kind,
        Urgency urgency,
        TokenVerifier tokens,
        Upstream upstream,
        BiFunction<URI, UUID, String> target)
        implements Endpoint {

    @Override
    public Route route() {
        return new Route(HttpMethod.GET, path, kind, null, this);
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        UUID userId = tokens.userOf(request);
        return upstream.get(target.apply(request.getURI(), userId), request.getHeaders())
                .flatMap(reply -> reply.relay(exchange));
    }
}
