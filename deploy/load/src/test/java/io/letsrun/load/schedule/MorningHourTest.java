package io.letsrun.load.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class MorningHourTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** The second half of the hour is half as busy as the first. */
    private static final Shape HALVED = halved();

    private final MorningHour morning = new MorningHour(500, 10_000, MINUTE, Duration.ofHours(1), HALVED);

    @Test
    void risesEvenlyFromBaseToPeak() {
        assertThat(morning.rate(Duration.ZERO)).isEqualTo(500);
        assertThat(morning.rate(Duration.ofSeconds(30))).isEqualTo(5_250);
        assertThat(morning.rate(MINUTE)).isEqualTo(10_000);
    }

    @Test
    void followsTheShapeAfterThePeak() {
        assertThat(morning.rate(MINUTE.plusMinutes(10))).isEqualTo(10_000);
        assertThat(morning.rate(MINUTE.plusMinutes(29).plusSeconds(30))).isEqualTo(7_500);
        assertThat(morning.rate(MINUTE.plusMinutes(50))).isEqualTo(5_000);
        assertThat(morning.rate(morning.length())).isEqualTo(5_000);
    }

    @Test
    void nothingArrivesBeforeItBeginsOrAfterItsEnd() {
        assertThat(morning.rate(Duration.ofNanos(-1))).isZero();
        assertThat(morning.rate(morning.length().plusMillis(1))).isZero();
        assertThat(morning.arrivals(Duration.ofNanos(-1))).isZero();
        assertThat(morning.arrivals(morning.length().plusHours(1))).isEqualTo(morning.arrivals(morning.length()));
    }

    @Test
    void compressesTheHourToTheTimeThereIs() {
        MorningHour short60 = new MorningHour(500, 10_000, MINUTE, MINUTE, HALVED);

        assertThat(short60.rate(Duration.ofSeconds(60 + 50))).isEqualTo(5_000);
        assertThat(short60.length()).isEqualTo(MINUTE.multipliedBy(2));
    }

    @Test
    void endsAtThePeakWhenThereIsNoTime() {
        MorningHour rise = new MorningHour(500, 10_000, MINUTE, Duration.ZERO, HALVED);

        assertThat(rise.rate(MINUTE)).isEqualTo(10_000);
        assertThat(rise.arrivals(MINUTE.multipliedBy(2))).isEqualTo(5_250 * 60);
    }

    @Test
    void arrivalsAreTheSumOfTheRates() {
        MorningHour recorded = new MorningHour(500, 10_000, MINUTE, Duration.ofSeconds(90));
        double sum = 0;
        int steps = 150_000;
        for (int i = 0; i < steps; i++) {
            sum += recorded.rate(Duration.ofMillis(i).plusNanos(500_000)) / 1_000;
            if (i % 1_000 == 999) {
                assertThat(recorded.arrivals(Duration.ofMillis(i + 1))).isCloseTo(sum, within(sum * 1e-6));
            }
        }
        assertThat(recorded.length()).isEqualTo(Duration.ofMillis(steps));
    }

    @Test
    void refusesNonsense() {
        assertThatThrownBy(() -> new MorningHour(2, 1, MINUTE, MINUTE)).hasMessageContaining("from 2.0 to 1.0");
        assertThatThrownBy(() -> new MorningHour(-1, 1, MINUTE, MINUTE)).hasMessageContaining("from -1.0");
        assertThatThrownBy(() -> new MorningHour(1, 2, Duration.ZERO, MINUTE)).hasMessageContaining("PT0S");
        assertThatThrownBy(() -> new MorningHour(1, 2, MINUTE, MINUTE.negated()))
                .hasMessageContaining("PT-1M");
    }

    private static Shape halved() {
        List<Double> minutes = new ArrayList<>(Collections.nCopies(Shape.MINUTES, 1.0));
        Collections.fill(minutes.subList(Shape.MINUTES / 2, Shape.MINUTES), 0.5);
        return new Shape(minutes);
    }
}
