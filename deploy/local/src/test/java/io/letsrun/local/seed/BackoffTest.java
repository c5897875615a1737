package io.letsrun.local.seed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private final Backoff longest = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5), bound -> bound - 1);

    @Test
    void doublesUpToItsLimit() {
        assertThat(longest.before(0, Duration.ZERO)).isEqualTo(Duration.ofMillis(100));
        assertThat(longest.before(1, Duration.ZERO)).isEqualTo(Duration.ofMillis(200));
        assertThat(longest.before(6, Duration.ZERO)).isEqualTo(Duration.ofSeconds(5));
        assertThat(longest.before(1_000, Duration.ZERO)).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void mayBeNothingAtAll() {
        assertThat(new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5), bound -> 0).before(9, Duration.ZERO))
                .isZero();
    }

    @Test
    void comesOnTopOfWhatTheServerAskedFor() {
        assertThat(longest.before(0, Duration.ofSeconds(3))).isEqualTo(Duration.ofMillis(3_100));
    }
}
