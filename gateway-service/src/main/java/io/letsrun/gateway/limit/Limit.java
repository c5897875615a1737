package io.letsrun.gateway.limit;

import io.github.bucket4j.BucketConfiguration;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many of something may come, at once and over time.
 *
 * @param name as clients read it
 * @param burst the most at once, at least 1
 * @param perMinute how many come back each minute, at least 1
 */
record Limit(String name, long burst, long perMinute) {

    /** @throws IllegalArgumentException when a number is not positive */
    Limit {
        if (burst < 1 || perMinute < 1) {
            throw new IllegalArgumentException(
                    name + ": burst and per-minute must be positive: " + burst + " and " + perMinute);
        }
    }

    BucketConfiguration bucket() {
        return BucketConfiguration.builder()
                .addLimit(limit -> limit.capacity(burst).refillGreedy(perMinute, Duration.ofMinutes(1)))
                .build();
    }

    /** How long an empty bucket takes to be full: after that nobody can tell it from a new one. */
    Duration refill() {
        return Duration.ofSeconds(Math.max(1, Math.ceilDiv(burst * 60, perMinute)));
    }

    String policy() {
        return '"' + name + "\";q=" + burst + ";w=" + refill().toSeconds();
    }

    String state(long remaining, long seconds) {
        return '"' + name + "\";r=" + remaining + ";t=" + seconds;
    }

    /** As it stands in configuration. */
    record Setting(
            @DefaultValue("0") long burst,
            @DefaultValue("0") long perMinute) {

        Limit named(String name) {
            return new Limit(name, burst, perMinute);
        }
    }
}
