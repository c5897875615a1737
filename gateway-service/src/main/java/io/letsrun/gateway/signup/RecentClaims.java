package io.letsrun.gateway.signup;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.letsrun.contracts.signup.EmailClaim;
import org.jspecify.annotations.Nullable;

/**
 * The addresses and keys that went through this gateway lately. They tell a repetition from a rival while Redis does not:
 * without them a rival would be accepted in that time, and rejected only by the database. Thread-safe.
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

    /** @param name as Redis has it, so that neither address nor key stays in memory */
    void remember(String name, EmailClaim claim) {
        claims.put(name, claim);
    }

    /** Returns who has the name; claims it and returns null when nobody does. */
    @Nullable EmailClaim claim(String name, EmailClaim mine) {
        return claims.asMap().putIfAbsent(name, mine);
    }

    void release(String name, EmailClaim mine) {
        claims.asMap().remove(name, mine);
    }
}
