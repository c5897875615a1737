package io.letsrun.load.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MorningHourTest {

    private static final Duration HOUR = Duration.ofHours(1);

    /** The second half of the hour is half as busy as the first. */
    private static final MorningHour HALVED = halved();

    @Test
    void followsTheRecordingsFromThePeakOn() {
        List<Stretch> minutes = HALVED.stretches(10_000, HOUR);

        assertThat(minutes).hasSize(60);
        assertThat(minutes.get(10)).isEqualTo(Stretch.constant(10_000, Duration.ofMinutes(1)));
        assertThat(minutes.get(29)).isEqualTo(new Stretch(Duration.ofMinutes(1), 10_000, 5_000));
        assertThat(minutes.getLast()).isEqualTo(Stretch.constant(5_000, Duration.ofMinutes(1)));
    }

    @Test
    void goesFromPieceToPieceWithoutAJump() {
        List<Stretch> pieces = MorningHour.recorded().stretches(10_000, Duration.ofSeconds(90));

        for (int i = 1; i < pieces.size(); i++) {
            assertThat(pieces.get(i).from()).isEqualTo(pieces.get(i - 1).to());
        }
        assertThat(pieces.getFirst().from()).isEqualTo(10_000);
        assertThat(new Phase("hour", pieces).time()).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void compressesTheHourToTheTimeThereIs() {
        Phase minute = new Phase("minute", HALVED.stretches(10_000, Duration.ofMinutes(1)));
        Phase hour = new Phase("hour", HALVED.stretches(10_000, HOUR));

        assertThat(minute.time()).isEqualTo(Duration.ofMinutes(1));
        assertThat((double) minute.count()).isCloseTo(hour.count() / 60.0, within(1.0));
    }

    @Test
    void hasNoPieceShorterThanASecond() {
        assertThat(HALVED.stretches(10_000, Duration.ofSeconds(30))).hasSize(30);
    }

    @Test
    void isNothingWhenThereIsNoTime() {
        assertThat(HALVED.stretches(10_000, Duration.ZERO)).isEmpty();
    }

    @Test
    void refusesWhatIsNoHour() {
        assertThatIllegalArgumentException().isThrownBy(() -> new MorningHour(List.of(1.0)));
        assertThatIllegalArgumentException().isThrownBy(() -> new MorningHour(Collections.nCopies(60, 0.9)));
        List<Double> negative = new ArrayList<>(Collections.nCopies(60, 1.0));
        negative.set(59, -0.1);
        assertThatIllegalArgumentException().isThrownBy(() -> new MorningHour(negative));
    }

    private static MorningHour halved() {
        List<Double> minutes = new ArrayList<>(Collections.nCopies(MorningHour.MINUTES, 1.0));
        Collections.fill(minutes.subList(MorningHour.MINUTES / 2, MorningHour.MINUTES), 0.5);
        return new MorningHour(minutes);
    }
}
