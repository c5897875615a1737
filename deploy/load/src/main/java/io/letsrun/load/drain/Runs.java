package io.letsrun.load.drain;

import io.letsrun.contracts.Sha256;
import io.letsrun.contracts.bucket.Bucket;
import io.letsrun.contracts.bucket.UserId;
import io.letsrun.contracts.run.RunId;
import io.letsrun.contracts.run.RunRecorded;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;

/**
 * Runs of half a year, each user's in turn.
 *
 * @param seed tells the users of one benchmark from those of another
 * @param users whose the runs are
 */
record Runs(long seed, long users) {

    private static final Instant FIRST = Instant.parse("2025-01-01T00:00:00Z");
    private static final long HALF_A_YEAR_SECONDS = 180L * 24 * 3600;

    RunRecorded event(long n) {
        return event(n, "Europe/Berlin");
    }

    RunRecorded event(long n, String timeZone) {
        UUID user = user(seed, n % users);
        Instant startedAt = FIRST.plusSeconds(n * 7919 % HALF_A_YEAR_SECONDS);
        String clientRunId = "d-" + n;
        return new RunRecorded(
                user,
                RunId.of(user, clientRunId, startedAt),
                clientRunId,
                1,
                startedAt,
                60,
                timeZone,
                5_000_000 + n % 10_000_000,
                (int) (1_800 + n % 3_600),
                null,
                52.5,
                151.0);
    }

    private static UUID user(long seed, long n) {
        return user(seed, n, "user-" + seed + "-" + n);
    }

    /** Returns an id that is as random as those of the gateway, and the same whenever it is asked for. */
    static UUID user(long seed, long n, String emailKey) {
        ByteBuffer random = ByteBuffer.wrap(Sha256.of(
                ByteBuffer.allocate(2 * Long.BYTES).putLong(seed).putLong(n).array()));
        return UserId.of(Bucket.ofEmailKey(emailKey), random.getLong(), random.getLong());
    }
}
