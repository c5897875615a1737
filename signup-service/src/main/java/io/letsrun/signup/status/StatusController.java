package io.letsrun.signup.status;

import io.letsrun.contracts.signup.SignupStatus;
import io.letsrun.edge.problem.Refused;
import io.letsrun.edge.token.TokenVerifier;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Tells somebody who signed up what became of it. */
@RestController
final class StatusController {

    private final SignupStatuses statuses;
    private final TokenVerifier tokens;

    StatusController(SignupStatuses statuses, TokenVerifier tokens) {
        this.statuses = statuses;
        this.tokens = tokens;
    }

    /** Another user's signup is as unknown as one that never was. */
    @GetMapping("/v1/signups/{userId}")
    Mono<SignupStatus> status(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            @PathVariable UUID userId) {
        if (!tokens.userOf(authorization).equals(userId)) {
            throw Refused.unknown("the signup");
        }
        return statuses.find(userId).switchIfEmpty(Mono.error(() -> Refused.unknown("the signup")));
    }
}
