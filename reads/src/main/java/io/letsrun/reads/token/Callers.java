package io.letsrun.reads.token;

import io.letsrun.contracts.token.AccessTokens;
import io.letsrun.contracts.token.BearerToken;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells who calls, by the token they bring: a consumer trusts no gateway to have looked. */
public final class Callers {

    private final AccessTokens tokens;

    Callers(AccessTokens tokens) {
        this.tokens = tokens;
    }

    /**
     * Returns the user of the {@code Authorization} header's token.
     *
     * @throws Unauthenticated when there is no token, or it does not hold
     */
    public UUID userOf(@Nullable String authorization) {
        return BearerToken.of(authorization)
                .flatMap(tokens::verify)
                .map(AccessTokens.Verified::userId)
                .orElseThrow(Unauthenticated::new);
    }
}
