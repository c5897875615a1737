package io.letsrun.profile.runner;

import io.letsrun.edge.http.Answers;
import io.letsrun.edge.http.EntityTag;
import io.letsrun.edge.problem.Problem;
import io.letsrun.edge.problem.ProblemKind;
import io.letsrun.edge.problem.Refused;
import io.letsrun.edge.token.TokenVerifier;
import java.time.Duration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Tells a runner about themselves. */
@RestController
final class ProfileController {

    private final Profiles profiles;
    private final TokenVerifier tokens;
    private final JsonMapper json;

    ProfileController(Profiles profiles, TokenVerifier tokens, JsonMapper json) {
        this.profiles = profiles;
        this.tokens = tokens;
        this.json = json;
    }

    /** Whoever signed up a moment ago has no profile yet; whose signup was rejected never will. */
    @GetMapping("/v1/profile")
    Mono<Void> profile(ServerWebExchange exchange) {
        return profiles.find(tokens.userOf(exchange.getRequest()))
                .switchIfEmpty(Mono.error(ProfileController::notYet))
                .map(found -> found.orElseThrow(() -> Refused.unknown("the profile")))
                .map(json::writeValueAsBytes)
                .flatMap(body -> Answers.tagged(exchange, body, EntityTag.of(body)));
    }

    private static Refused notYet() {
        return Problem.of(ProblemKind.NOT_FOUND, "There is no profile, or not yet.")
                .retryAfter(Duration.ofSeconds(1))
                .refused();
    }
}
