package io.letsrun.local.seed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final Backoff longest = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5), bound -> bound - 1);

    @Test
    void doublesUpToItsLimit() {
        assertThat(longest.before(0, "")).isEqualTo(Duration.ofMillis(100));
        assertThat(longest.before(1, "")).isEqualTo(Duration.ofMillis(200));
        assertThat(longest.before(6, "")).isEqualTo(Duration.ofSeconds(5));
        assertThat(longest.before(1_000, "")).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void mayBeNothingAtAll() {
        assertThat(new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5), bound -> 0).before(9, ""))
                .isZero();
    }

    @Test
    void comesOnTopOfWhatTheServerAskedFor() {
        assertThat(longest.before(0, "3")).isEqualTo(Duration.ofMillis(3_100));
    }

    @Test
    void readsSecondsAndDates() {
        assertThat(Backoff.asked("2", NOW)).isEqualTo(Duration.ofSeconds(2));
        assertThat(Backoff.asked("Fri, 2 Jan 2026 03:04:15 GMT", NOW)).isEqualTo(Duration.ofSeconds(10));
        assertThat(Backoff.asked("Fri, 2 Jan 2026 03:04:00 GMT", NOW)).isZero();
        assertThat(Backoff.asked("soon", NOW)).isZero();
        assertThat(Backoff.asked("999999", NOW)).isEqualTo(Duration.ofMinutes(1));
    }
}
