package io.letsrun.edge.token;

import java.time.Duration;
import java.util.UUID;

/**
 * Issues the access tokens of new users.
 *
 * @param lifetime of each token
 */
public record TokenIssuer(AccessTokens tokens, Duration lifetime) {

    public String token(UUID userId) {
        return tokens.issue(userId, lifetime);
    }
}
