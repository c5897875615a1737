package io.letsrun.profile.runner;

import io.letsrun.edge.cache.AnswerCache;
import io.letsrun.edge.cache.Cacheability;
import io.letsrun.edge.http.Answers;
import io.letsrun.edge.http.EntityTag;
import io.letsrun.edge.http.Route;
import io.letsrun.edge.problem.Problem;
import io.letsrun.edge.problem.ProblemKind;
import io.letsrun.edge.problem.Refused;
import io.letsrun.edge.token.TokenVerifier;
import io.letsrun.profile.runner.Profiles.Found;
import java.time.Duration;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Tells a runner about themselves. */
@Component
record ProfileEndpoint(Profiles profiles, TokenVerifier tokens, JsonMapper json) implements WebHandler {

    @Bean
    Route profileRoute() {
        return new Route(HttpMethod.GET, "/v1/profile", "profile", Set.of(), this);
    }

    /** Whoever signed up a moment ago has no profile yet; whose signup was rejected never will. */
    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        return profiles.find(tokens.userOf(exchange.getRequest()))
                .switchIfEmpty(Mono.error(ProfileEndpoint::notYet))
                .flatMap(found -> answer(exchange, found));
    }

    private Mono<Void> answer(ServerWebExchange exchange, Found found) {
        Profile profile = found.profile().orElseThrow(() -> Refused.unknown("the profile"));
        byte[] body = json.writeValueAsBytes(profile);
        new Cacheability(found.revision(), AnswerCache.LIFETIME)
                .write(exchange.getResponse().getHeaders());
        return Answers.tagged(exchange, body, EntityTag.of(body));
    }

    private static Refused notYet() {
        return Problem.of(ProblemKind.NOT_FOUND, "There is no profile, or not yet.")
                .retryAfter(Duration.ofSeconds(1))
                .refused();
    }
}
