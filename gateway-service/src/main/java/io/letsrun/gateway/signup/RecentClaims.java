package io.letsrun.gateway.signup;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.letsrun.contracts.signup.EmailClaim;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The recent addresses and keys of this gateway. Without Redis they tell a repetition from another user's signup, which else only
 * the database would reject. Thread-safe.
 */
@Component
final class RecentClaims {

    private static final int MOST = 200_000; // of about 400 bytes each

    private final Cache<String, EmailClaim> claims;

    RecentClaims() {
        this.claims = Caffeine.newBuilder()
                .executor(Runnable::run)
                .maximumSize(MOST)
                .expireAfterWrite(EmailClaim.PROVISIONAL)
                .build();
    }

    /** @param name as in Redis, so that neither address nor key stays in memory */
    void remember(String name, EmailClaim claim) {
        claims.put(name, claim);
    }

    /** Returns the holder of the name; if there is none, claims it and returns null. */
    @Nullable EmailClaim claim(String name, EmailClaim mine) {
        return claims.asMap().putIfAbsent(name, mine);
    }

    void release(String name, EmailClaim mine) {
        claims.asMap().remove(name, mine);
    }
}
