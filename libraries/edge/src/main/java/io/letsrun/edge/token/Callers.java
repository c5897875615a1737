package io.letsrun.edge.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.letsrun.contracts.token.AccessTokens;
import io.letsrun.contracts.token.BearerToken;
import io.letsrun.contracts.token.TokenDigest;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tells who calls, by the token they bring: a service trusts no gateway to have looked. What was verified once is remembered,
 * so that a token costs one hash a request.
 */
public final class Callers {

    private static final int REMEMBERED = 100_000;

    private final AccessTokens tokens;
    private final Clock clock;
    private final Cache<TokenDigest, AccessTokens.Verified> verified =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    Callers(AccessTokens tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    /**
     * Returns the user of the {@code Authorization} header's token.
     *
     * @throws Unauthenticated when there is no token, or it does not hold
     */
    public UUID userOf(@Nullable String authorization) {
        return tokenOf(authorization).userId();
    }

    /**
     * Returns what the {@code Authorization} header's token says.
     *
     * @throws Unauthenticated when there is no token, or it does not hold
     */
    public AccessTokens.Verified tokenOf(@Nullable String authorization) {
        String token = BearerToken.of(authorization).orElseThrow(Unauthenticated::new);
        if (token.length() > AccessTokens.MAX_LENGTH) {
            throw new Unauthenticated();
        }
        TokenDigest digest = TokenDigest.of(token);
        AccessTokens.@Nullable Verified known = verified.getIfPresent(digest);
        if (known == null) {
            known = tokens.verify(token).orElseThrow(Unauthenticated::new);
            verified.put(digest, known);
        } else if (!clock.instant().isBefore(known.expiresAt())) {
            verified.invalidate(digest);
            throw new Unauthenticated();
        }
        return known;
    }
}
