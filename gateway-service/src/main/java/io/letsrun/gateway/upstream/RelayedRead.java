package io.letsrun.gateway.upstream;

import io.letsrun.edge.token.TokenVerifier;
import java.net.URI;
import java.util.UUID;
import java.util.function.BiFunction;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;

/** A read that another service answers; who may read is checked here and there, and what the query means is for it to say. */
public final class RelayedRead implements WebHandler {

    private final TokenVerifier tokens;
    private final Upstream upstream;
    private final BiFunction<URI, UUID, String> path;

    /** @param path makes the path and query behind of the URL here and the token's user */
    public RelayedRead(TokenVerifier tokens, Upstream upstream, BiFunction<URI, UUID, String> path) {
        this.tokens = tokens;
        this.upstream = upstream;
        this.path = path;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        UUID userId = tokens.userOf(request);
        return upstream.get(path.apply(request.getURI(), userId), request.getHeaders())
                .flatMap(reply -> reply.relay(exchange, Upstream::away));
    }
}
