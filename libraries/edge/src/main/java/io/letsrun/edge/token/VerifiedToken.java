package io.letsrun.edge.token;

import io.letsrun.edge.problem.Problem;
import io.letsrun.edge.problem.Refused;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * The content of a verified token.
 *
 * @param scopes what it gives access to beside the user's own data; none in a runner's token
 */
public record VerifiedToken(UUID userId, Instant expiresAt, Set<String> scopes) {

    public VerifiedToken {
        scopes = Set.copyOf(scopes);
    }

    /** @throws Refused when it has expired */
    VerifiedToken unexpired(Clock clock) {
        if (!clock.instant().isBefore(expiresAt)) {
            throw Problem.tokenExpired().refused();
        }
        return this;
    }
}
