package io.letsrun.gateway.limit;

import io.github.bucket4j.BucketConfiguration;
import java.time.Duration;

/**
 * How many requests are allowed, at once and per minute.
 *
 * @param name in headers
 */
record Limit(String name, long burst, long perMinute) {

    BucketConfiguration bucket() {
        return BucketConfiguration.builder()
                .addLimit(limit -> limit.capacity(burst).refillGreedy(perMinute, Duration.ofMinutes(1)))
                .build();
    }

    /** Returns the time in which an empty bucket becomes full, after which it equals a new one. */
    Duration refill() {
        return Duration.ofSeconds(Math.max(1, Math.ceilDiv(burst * 60, perMinute)));
    }

    String policy() {
        return '"' + name + "\";q=" + burst + ";w=" + refill().toSeconds();
    }

    String state(long remaining, long seconds) {
        return '"' + name + "\";r=" + remaining + ";t=" + seconds;
    }
}
