package io.letsrun.edge.token;

import java.time.Duration;
import java.util.UUID;

/** Issues the access tokens of new users. */
public final class TokenIssuer {

    private final AccessTokens tokens;
    private final Duration lifetime;

    TokenIssuer(AccessTokens tokens, Duration lifetime) {
        this.tokens = tokens;
        this.lifetime = lifetime;
    }

    public String token(UUID userId) {
        return tokens.issue(userId, lifetime);
    }

    /** Returns how long such a token holds. */
    public Duration lifetime() {
        return lifetime;
    }
}
