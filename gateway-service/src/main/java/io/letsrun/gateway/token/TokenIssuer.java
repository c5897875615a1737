package io.letsrun.gateway.token;

import io.letsrun.contracts.token.AccessTokens;
import java.time.Duration;
import java.util.UUID;

/** Gives new users their first access token. */
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

    /** How long such a token holds. */
    public Duration lifetime() {
        return lifetime;
    }
}
