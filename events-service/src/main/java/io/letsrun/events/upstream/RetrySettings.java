package io.letsrun.events.upstream;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often, and after what pause, a call is made again.
 *
 * @param attempts the most for one call, the first included, 1 to 10; 3 by default
 * @param pause the most before the second attempt, doubled for each one after it and drawn from zero up, 1 ms to 10 s; 100
 *     ms by default
 * @param longest the most before any attempt, {@code pause} to 1 min; 1 s by default
 * @param budget the retries that calls earn, as a share of them, 0 to 1; 0.1 by default
 * @param reserve the most retries that are kept for later, and how many there are at the start, 0 to 10,000; 10 by default
 */
record RetrySettings(
        @DefaultValue("3") int attempts,
        @DefaultValue("100ms") Duration pause,
        @DefaultValue("1s") Duration longest,
        @DefaultValue("0.1") double budget,
        @DefaultValue("10") int reserve) {

    /** @throws IllegalArgumentException when a value is out of its range */
    RetrySettings {
        if (attempts < 1 || attempts > 10) {
            throw new IllegalArgumentException("attempts must be 1 to 10: " + attempts);
        }
        if (pause.toMillis() < 1 || pause.compareTo(Duration.ofSeconds(10)) > 0) {
            throw new IllegalArgumentException("pause must be 1 ms to 10 s: " + pause);
        }
        if (longest.compareTo(pause) < 0 || longest.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException("longest must be pause to 1 min: " + longest);
        }
        if (!(budget >= 0 && budget <= 1)) {
            throw new IllegalArgumentException("budget must be 0 to 1: " + budget);
        }
        if (reserve < 0 || reserve > 10_000) {
            throw new IllegalArgumentException("reserve must be 0 to 10,000: " + reserve);
        }
    }
}
