package io.letsrun.profile.history;

import io.letsrun.edge.http.Answers;
import io.letsrun.edge.http.EntityTag;
import io.letsrun.edge.problem.Problem;
import io.letsrun.edge.problem.ProblemKind;
import io.letsrun.edge.problem.Refused;
import io.letsrun.edge.routing.Route;
import io.letsrun.edge.routing.Router;
import io.letsrun.edge.token.TokenVerifier;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Shows one run; 404 while it has not arrived, with the advice to ask again, and when it is deleted. */
@Component
record StoredRunEndpoint(RunHistory history, TokenVerifier tokens, JsonMapper json) implements WebHandler {

    @Bean
    Route runRoute() {
        return new Route(HttpMethod.GET, "/v1/runs/{runId}", "stored-run", Set.of(), this);
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        UUID userId = tokens.userOf(exchange.getRequest());
        return history.run(userId, runId(exchange))
                .switchIfEmpty(Mono.error(StoredRunEndpoint::notYet))
                .map(found -> json.writeValueAsBytes(found.orElseThrow(() -> Refused.unknown("the run"))))
                .flatMap(body -> Answers.tagged(exchange, body, EntityTag.of(body)));
    }

    /** @throws Refused when it is none */
    static UUID runId(ServerWebExchange exchange) {
        try {
            return UUID.fromString(Router.variable(exchange, "runId"));
        } catch (IllegalArgumentException unused) {
            throw Refused.unknown("the run");
        }
    }

    private static Refused notYet() {
        return Problem.of(ProblemKind.NOT_FOUND, "There is no such run, or not yet.")
                .retryAfter(Duration.ofSeconds(1))
                .refused();
    }
}
