package io.letsrun.gateway.signup;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.letsrun.contracts.signup.EmailClaim;
import org.jspecify.annotations.Nullable;

/**
 * The claims that went through this gateway lately. They tell a repetition from a rival while Redis does not: without them a
 * rival would be accepted in that time, and rejected only by the database. Thread-safe.
 */
final class RecentClaims {

    private final Cache<String, EmailClaim> claims;

    /** @param most how many are kept; one takes about 400 bytes */
    RecentClaims(int most) {
        this.claims = Caffeine.newBuilder()
                .executor(Runnable::run)
                .maximumSize(most)
                .expireAfterWrite(EmailClaim.PROVISIONAL)
                .build();
    }

    /** @param key as Redis has it, so that no address stays in memory */
    void remember(String key, EmailClaim claim) {
        claims.put(key, claim);
    }

    /** Returns who has the address; claims it and returns null when nobody does. */
    @Nullable EmailClaim claim(String key, EmailClaim mine) {
        return claims.asMap().putIfAbsent(key, mine);
    }

    void release(String key, EmailClaim mine) {
        claims.asMap().remove(key, mine);
    }
}
