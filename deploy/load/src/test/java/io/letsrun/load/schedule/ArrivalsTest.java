package io.letsrun.load.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ArrivalsTest {

    @Test
    void spacesAConstantRateEvenly() {
        Arrivals arrivals = Arrivals.of(Stretch.constant(8, Duration.ofSeconds(2)));

        assertThat(arrivals.count()).isEqualTo(16);
        assertThat(arrivals.due(0)).isZero();
        assertThat(arrivals.due(1)).isEqualTo(Duration.ofMillis(125).toNanos());
        assertThat(arrivals.due(15)).isEqualTo(Duration.ofMillis(1875).toNanos());
    }

    @Test
    void makesExactlyTheCountThatWasAskedFor() {
        assertThat(Arrivals.of(Stretch.of(1_000_000, Duration.ofSeconds(120))).count())
                .isEqualTo(1_000_000);
        assertThat(Arrivals.of(Stretch.of(7, Duration.ofSeconds(3))).count()).isEqualTo(7);
    }

    @Test
    void risesWithTheRate() {
        Arrivals arrivals = Arrivals.of(new Stretch(Duration.ofSeconds(60), 500, 10_000));

        assertThat(arrivals.count()).isEqualTo(315_000);
        // In the first half: 30 s at the mean of 500 and 5250.
        assertThat(arrivals.due(86_250) / 1e9).isCloseTo(30, within(1e-6));
        assertThat(arrivals.due(314_999) / 1e9).isCloseTo(60, within(1e-3));
    }

    @Test
    void fallsToNothing() {
        Arrivals arrivals = Arrivals.of(new Stretch(Duration.ofSeconds(10), 10, 0));

        assertThat(arrivals.count()).isEqualTo(50);
        assertThat(arrivals.due(49) / 1e9).isBetween(8.0, 10.0);
    }

    @Test
    void goesFromStretchToStretchWithoutAGap() {
        Arrivals arrivals = Arrivals.of(
                Stretch.constant(10, Duration.ofSeconds(1)),
                Stretch.constant(0, Duration.ofSeconds(5)),
                Stretch.constant(100, Duration.ofSeconds(1)));

        assertThat(arrivals.count()).isEqualTo(110);
        assertThat(arrivals.due(9) / 1e9).isCloseTo(0.9, within(1e-6));
        assertThat(arrivals.due(10) / 1e9).isCloseTo(6, within(1e-6));
        assertThat(arrivals.due(11) / 1e9).isCloseTo(6.01, within(1e-6));
    }

    @Test
    void neverGoesBack() {
        Arrivals arrivals =
                Arrivals.of(new Stretch(Duration.ofSeconds(3), 5, 400), new Stretch(Duration.ofSeconds(2), 400, 20));

        for (long n = 1; n < arrivals.count(); n++) {
            assertThat(arrivals.due(n)).isGreaterThanOrEqualTo(arrivals.due(n - 1));
        }
    }

    @Test
    void refusesARateThatIsNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> Stretch.constant(-1, Duration.ofSeconds(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> Stretch.constant(Double.NaN, Duration.ofSeconds(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> Stretch.constant(1, Duration.ZERO));
    }
}
