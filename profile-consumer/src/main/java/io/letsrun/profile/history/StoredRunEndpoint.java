package io.letsrun.profile.history;

import io.letsrun.edge.http.Answers;
import io.letsrun.edge.http.EntityTag;
import io.letsrun.edge.problem.Refused;
import io.letsrun.edge.routing.Route;
import io.letsrun.edge.routing.Router;
import io.letsrun.edge.token.TokenVerifier;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Tells of one run of the caller's. */
@Configuration(proxyBeanMethods = false)
record StoredRunEndpoint(RunHistory history, TokenVerifier tokens, JsonMapper json) {

    private static final String PATH = "/v1/runs/{runId}";

    /** 404 while it has not arrived, with the advice to ask again, and when it is deleted. */
    @Bean
    Route storedRunRoute() {
        return route(
                PATH,
                "stored-run",
                exchange -> ofRun(exchange, history::run)
                        .switchIfEmpty(Mono.error(() -> Refused.notYet("such run")))
                        .map(found -> json.writeValueAsBytes(found.orElseThrow(StoredRunEndpoint::unknown)))
                        .flatMap(body -> Answers.tagged(exchange, body, EntityTag.of(body))));
    }

    /** Asked by the gateway before it takes a deletion; 404 while nothing of the run has arrived. */
    @Bean
    Route runVersionRoute() {
        return route(
                PATH + "/version",
                "run-version",
                exchange -> ofRun(exchange, history::version)
                        .switchIfEmpty(Mono.error(StoredRunEndpoint::unknown))
                        .flatMap(version -> Answers.json(exchange, HttpStatus.OK, version)));
    }

    private static Route route(String path, String kind, WebHandler handler) {
        return new Route(HttpMethod.GET, path, kind, Set.of(), handler);
    }

    /** @param find finds something by user and run */
    private <T> Mono<T> ofRun(ServerWebExchange exchange, BiFunction<UUID, UUID, Mono<T>> find) {
        return find.apply(tokens.userOf(exchange.getRequest()), runId(exchange));
    }

    private static UUID runId(ServerWebExchange exchange) {
        try {
            return UUID.fromString(Router.variable(exchange, "runId"));
        } catch (IllegalArgumentException none) {
            throw unknown();
        }
    }

    private static Refused unknown() {
        return Refused.unknown("the run");
    }
}
