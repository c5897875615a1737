package io.letsrun.gateway.signup;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.letsrun.contracts.signup.EmailClaim;
import org.jspecify.annotations.Nullable;

/**
 * The claims that went through this gateway lately. They tell a repetition from a rival while Redis does not: without them a
 * client that repeats its signup in that time would get a second id, which the database then has to refuse. Thread-safe.
 */
final class RecentClaims {

    private final Cache<String, EmailClaim> claims;

    /** @param most how many are kept; one takes about 400 bytes */
    RecentClaims(int most) {
        this.claims = Caffeine.newBuilder()
                .maximumSize(most)
                .expireAfterWrite(EmailClaim.PROVISIONAL)
                .build();
    }

    void remember(String emailKey, EmailClaim claim) {
        claims.put(EmailClaim.key(emailKey), claim);
    }

    /** Returns who has the address; claims it and returns null when nobody does. */
    @Nullable EmailClaim claim(String emailKey, EmailClaim mine) {
        return claims.asMap().putIfAbsent(EmailClaim.key(emailKey), mine);
    }

    void release(String emailKey, EmailClaim mine) {
        claims.asMap().remove(EmailClaim.key(emailKey), mine);
    }
}
