package io.letsrun.load.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.letsrun.local.Refusal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

class RecordingsTest {

    private static final String HEADER = "runner,startedAt,distanceMeters,elapsedSeconds\n";

    @Test
    void countsRunsWhereTheyEnd() throws IOException {
        Recordings recordings =
                read(HEADER + "a,2019-12-15T05:50:30Z,1,1800\n" + "b,2019-12-16T05:59:00+01:00,1,1260\n");

        assertThat(recordings.ends()[6 * 60 + 20]).isEqualTo(2);
        assertThat(recordings.total()).isEqualTo(2);
    }

    @Test
    void skipsWhatIsNoRun() throws IOException {
        Recordings recordings =
                read(HEADER + "a,2019-12-15T05:50:30Z,1,0\nb,yesterday,1,60\nc\nd,2019-12-15T05:50:30Z,1,60\n");

        assertThat(recordings.total()).isEqualTo(1);
        assertThat(recordings.skipped()).isEqualTo(3);
    }

    @Test
    void theHourBeginsWithTheBusiestMinuteOfTheMorning() throws IOException {
        Recordings recordings = read(
                HEADER + runs("05:00:00", 10) + runs("06:30:00", 100) + runs("06:40:00", 50) + runs("18:00:00", 1000));

        MorningHour hour = recordings.hour();

        assertThat(recordings.busiest()).isBetween(6 * 60 + 29, 6 * 60 + 33);
        assertThat(hour.minutes()).startsWith(1.0).contains(0.5).doesNotContain(0.1);
    }

    @Test
    void isReadAsItIsPrinted() throws IOException {
        MorningHour hour =
                read(HEADER + runs("06:30:00", 4) + runs("06:40:00", 1)).hour();

        assertThat(MorningHour.parse(hour.text())).isEqualTo(hour);
    }

    @Test
    void theShapeThatIsShippedIsAnHour() {
        assertThat(MorningHour.recorded().minutes()).hasSize(60).startsWith(1.0);
    }

    @Test
    void refusesAFileOfSomethingElse() {
        assertThatThrownBy(() -> read("a,b\n1,2\n")).isInstanceOf(Refusal.class).hasMessageContaining("startedAt");
        assertThatThrownBy(() -> read("")).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> read(HEADER).hour()).isInstanceOf(Refusal.class);
    }

    private static String runs(String start, int count) {
        return ("a,2019-12-15T" + start + "Z,1,60\n").repeat(count);
    }

    private static Recordings read(String csv) throws IOException {
        return Recordings.read(new BufferedReader(new StringReader(csv)));
    }
}
