package io.letsrun.load.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class PhaseTest {

    @Test
    void spacesAConstantRateEvenly() {
        Phase phase = new Phase("any", Stretch.constant(8, Duration.ofSeconds(2)));

        assertThat(phase.count()).isEqualTo(16);
        assertThat(phase.due(0)).isZero();
        assertThat(phase.due(1)).isEqualTo(Duration.ofMillis(125).toNanos());
        assertThat(phase.due(15)).isEqualTo(Duration.ofMillis(1875).toNanos());
    }

    @Test
    void makesExactlyTheCountThatWasAskedFor() {
        assertThat(new Phase("any", Stretch.of(1_000_000, Duration.ofSeconds(120))).count())
                .isEqualTo(1_000_000);
        assertThat(new Phase("any", Stretch.of(7, Duration.ofSeconds(3))).count())
                .isEqualTo(7);
    }

    @Test
    void risesWithTheRate() {
        Phase phase = new Phase("any", new Stretch(Duration.ofSeconds(60), 500, 10_000));

        assertThat(phase.count()).isEqualTo(315_000);
        // In the first half: 30 s at the mean of 500 and 5250.
        assertThat(phase.due(86_250) / 1e9).isCloseTo(30, within(1e-6));
        assertThat(phase.due(314_999) / 1e9).isCloseTo(60, within(1e-3));
    }

    @Test
    void fallsToNothing() {
        Phase phase = new Phase("any", new Stretch(Duration.ofSeconds(10), 10, 0));

        assertThat(phase.count()).isEqualTo(50);
        assertThat(phase.due(49) / 1e9).isBetween(8.0, 10.0);
    }

    @Test
    void goesFromStretchToStretchWithoutAGap() {
        Phase phase = new Phase(
                "any",
                Stretch.constant(10, Duration.ofSeconds(1)),
                Stretch.constant(0, Duration.ofSeconds(5)),
                Stretch.constant(100, Duration.ofSeconds(1)));

        assertThat(phase.count()).isEqualTo(110);
        assertThat(phase.due(9) / 1e9).isCloseTo(0.9, within(1e-6));
        assertThat(phase.due(10) / 1e9).isCloseTo(6, within(1e-6));
        assertThat(phase.due(11) / 1e9).isCloseTo(6.01, within(1e-6));
    }

    @Test
    void neverGoesBack() {
        Phase phase = new Phase(
                "any", new Stretch(Duration.ofSeconds(3), 5, 400), new Stretch(Duration.ofSeconds(2), 400, 20));

        for (long n = 1; n < phase.count(); n++) {
            assertThat(phase.due(n)).isGreaterThanOrEqualTo(phase.due(n - 1));
        }
    }

    @Test
    void refusesARateThatIsNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> Stretch.constant(-1, Duration.ofSeconds(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> Stretch.constant(Double.NaN, Duration.ofSeconds(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> Stretch.constant(1, Duration.ZERO));
    }
}
