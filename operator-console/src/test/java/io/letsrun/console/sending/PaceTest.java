package io.letsrun.console.sending;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {

    @ParameterizedTest
    @CsvSource({"10, 1, 10", "100, 10, 10", "10000, 1000, 10"})
    void letsATenthOfASecondGoAtOnceAndNoMoreThanTheRate(int rate, int batch, int turns) {
        Pace pace = new Pace(rate);
        long began = System.nanoTime();
        for (int i = 0; i <= turns; i++) {
            pace.turn().block(Duration.ofSeconds(5));
        }
        Duration took = Duration.ofNanos(System.nanoTime() - began);

        assertThat(pace.batch()).isEqualTo(batch);
        assertThat(took).isBetween(Duration.ofMillis(990), Duration.ofMillis(1_500));
    }

    @ParameterizedTest
    @CsvSource("100")
    void givesBackWhatWasNotNeeded(int rate) {
        Pace pace = new Pace(rate);
        long began = System.nanoTime();
        for (int i = 0; i < 100; i++) {
            pace.turn().block(Duration.ofSeconds(5));
            pace.unused(pace.batch());
        }

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(500));
    }
}
