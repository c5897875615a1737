package io.letsrun.profile.history;

import io.letsrun.edge.http.Answers;
import io.letsrun.edge.problem.Refused;
import io.letsrun.edge.routing.Route;
import io.letsrun.edge.token.TokenVerifier;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;

/** Asked by the gateway before it takes a deletion; 404 while nothing of the run has arrived. */
@Component
record RunVersionEndpoint(RunHistory history, TokenVerifier tokens) implements WebHandler {

    @Bean
    Route runVersionRoute() {
        return new Route(HttpMethod.GET, "/v1/runs/{runId}/version", "run-version", Set.of(), this);
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        UUID userId = tokens.userOf(exchange.getRequest());
        return history.version(userId, StoredRunEndpoint.runId(exchange))
                .switchIfEmpty(Mono.error(() -> Refused.unknown("the run")))
                .flatMap(version -> Answers.json(exchange, HttpStatus.OK, version));
    }
}
