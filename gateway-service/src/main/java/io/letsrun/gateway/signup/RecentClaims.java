package io.letsrun.gateway.signup;

import io.letsrun.contracts.signup.EmailClaim;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The recent addresses and keys of this gateway. Without Redis they tell a repetition from another user's signup, which else only
 * the database would reject. Thread-safe.
 *
 * <p>The oldest entry gives way. A cache that counts the use of its entries took 6 % of a signup's time, and these are hardly ever
 * used again.
 */
@Component
final class RecentClaims {

    static final int MOST = 200_000; // of about 300 bytes each

    private final LinkedHashMap<String, Kept> entries;
    private final Clock clock;

    private record Kept(EmailClaim claim, long end) {}

    RecentClaims(Clock clock) {
        this.entries = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
                return size() > MOST;
            }
        };
        this.clock = clock;
    }

    /** @param name as in Redis, so that neither address nor key stays in memory */
    synchronized void remember(String name, EmailClaim claim) {
        entries.putLast(name, new Kept(claim, clock.millis() + EmailClaim.PROVISIONAL.toMillis()));
    }

    /** Returns the holder of the name; if there is none, claims it and returns null. */
    synchronized @Nullable EmailClaim claim(String name, EmailClaim mine) {
        Kept kept = entries.get(name);
        if (kept != null && clock.millis() < kept.end()) {
            return kept.claim();
        }
        remember(name, mine);
        return null;
    }

    synchronized void release(String name, EmailClaim mine) {
        Kept kept = entries.get(name);
        if (kept != null && kept.claim().equals(mine)) {
            entries.remove(name);
        }
    }
}
