package io.letsrun.edge.token;

import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * The content of a verified token.
 *
 * @param userId the user it was issued to
 * @param expiresAt the instant at which it expires
 * @param scopes what it opens beside the user's own data; a runner's token has none
 */
public record VerifiedToken(UUID userId, Instant expiresAt, Set<String> scopes) {

    public VerifiedToken {
        scopes = Set.copyOf(scopes);
    }

    /** @throws Unauthenticated when it has expired */
    VerifiedToken unexpired(Clock clock) {
        if (!clock.instant().isBefore(expiresAt)) {
            throw new Unauthenticated(Unauthenticated.Reason.EXPIRED);
        }
        return this;
    }
}
