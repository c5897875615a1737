package io.letsrun.gateway.signup;

import io.letsrun.contracts.signup.EmailClaim;
import java.time.Clock;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The recent addresses and keys of this gateway. Without Redis they tell a repetition from another user's signup, which else only
 * the database would reject. Thread-safe.
 *
 * <p>The oldest entry gives way. The entries are a ring and a hash table in arrays of numbers, which take 42 bytes each and give the
 * garbage collector nothing to follow (RATIONALE.md). A name is kept as 64 bits of a hash; that any two of the names share it has a
 * probability of 10<sup>-9</sup>.
 */
@Component
final class RecentClaims {

    static final int MOST = 200_000;

    private static final int BUCKETS = Integer.highestOneBit(MOST) * 2;
    private static final int NONE = -1;
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L; // odd, of Fibonacci hashing

    /** The newest entry of each bucket, and for each entry the next older one of its bucket. */
    private final int[] newest = new int[BUCKETS];

    private final int[] older = new int[MOST];

    private final long[] names = new long[MOST];
    private final long[] usersHigh = new long[MOST];
    private final long[] usersLow = new long[MOST];
    private final boolean[] confirmed = new boolean[MOST];

    /** In milliseconds of the clock; 0 where there is no entry. */
    private final long[] ends = new long[MOST];

    private final Clock clock;
    private int oldest;

    RecentClaims(Clock clock) {
        this.clock = clock;
        Arrays.fill(newest, NONE);
    }

    /** @param name as in Redis, so that neither address nor key stays in memory */
    synchronized void remember(String name, EmailClaim claim) {
        long hash = hash(name);
        remove(find(hash));
        remove(oldest);
        add(oldest, hash, claim);
        oldest = (oldest + 1) % MOST;
    }

    /** Returns the holder of the name; if there is none, claims it and returns null. */
    synchronized @Nullable EmailClaim claim(String name, EmailClaim mine) {
        int entry = find(hash(name));
        if (entry != NONE && clock.millis() < ends[entry]) {
            return held(entry);
        }
        remember(name, mine);
        return null;
    }

    synchronized void release(String name, EmailClaim mine) {
        int entry = find(hash(name));
        if (entry != NONE && held(entry).equals(mine)) {
            remove(entry);
        }
    }

    private EmailClaim held(int entry) {
        return new EmailClaim(new UUID(usersHigh[entry], usersLow[entry]), confirmed[entry]);
    }

    private int find(long hash) {
        int entry = newest[bucket(hash)];
        while (entry != NONE && names[entry] != hash) {
            entry = older[entry];
        }
        return entry;
    }

    private void add(int entry, long hash, EmailClaim claim) {
        names[entry] = hash;
        usersHigh[entry] = claim.userId().getMostSignificantBits();
        usersLow[entry] = claim.userId().getLeastSignificantBits();
        confirmed[entry] = claim.confirmed();
        ends[entry] = clock.millis() + EmailClaim.PROVISIONAL.toMillis();
        int bucket = bucket(hash);
        older[entry] = newest[bucket];
        newest[bucket] = entry;
    }

    private void remove(int entry) {
        if (entry == NONE || ends[entry] == 0) {
            return;
        }
        ends[entry] = 0;
        int bucket = bucket(names[entry]);
        if (newest[bucket] == entry) {
            newest[bucket] = older[entry];
            return;
        }
        int newer = newest[bucket];
        while (older[newer] != entry) {
            newer = older[newer];
        }
        older[newer] = older[entry];
    }

    private static int bucket(long hash) {
        return (int) hash & BUCKETS - 1;
    }

    /** Names end with 128 random bits, or a digest's, in Base64. */
    private static long hash(String name) {
        long hash = 0;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * MULTIPLIER;
            hash ^= hash >>> 32;
        }
        return hash;
    }
}
