package io.letsrun.console.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeriesTest {

    private static final Instant START = Instant.parse("2026-11-21T06:00:00Z");
    private static final ToLongFunction<Sample> COUNTER =
            sample -> sample.ends().getOrDefault("t", -1L);

    @Test
    void ratesAreDifferencesOverTheTimeThatReallyPassed() {
        Series rate = Series.rate(List.of(sample(0, 0), sample(2, 100), sample(6, 500)), COUNTER);

        assertThat(rate.points()).extracting(Series.Point::value).containsExactly(50.0, 100.0);
    }

    @Test
    void presentRateIsTheMeanOfTenSeconds() {
        // Commits in lumps: nothing for 8 s, then 1,000 at once.
        List<Sample> lumps = IntStream.rangeClosed(0, 10)
                .mapToObj(i -> sample(2 * i, i < 10 ? 0 : 1_000))
                .toList();

        assertThat(Series.rate(lumps, COUNTER).now()).isEqualTo(100.0);
    }

    @Test
    void counterThatFellHasGrownByNothing() {
        Series rate = Series.rate(List.of(sample(0, 900), sample(2, 3)), COUNTER);

        assertThat(rate.now()).isZero();
        assertThat(rate.points()).extracting(Series.Point::value).containsExactly(0.0);
    }

    @Test
    void counterThatBeginsHasNotGrownFromZero() {
        Sample before = new Sample(START, Map.of(), Map.of(), Map.of());

        assertThat(Series.rate(List.of(before, sample(2, 1_000_000)), COUNTER).now())
                .isZero();
    }

    @Test
    void counterThatBeganJustNowHasARateAtOnce() {
        Sample before = new Sample(START, Map.of(), Map.of(), Map.of());

        assertThat(Series.rate(List.of(before, sample(2, 1_000), sample(4, 1_400)), COUNTER)
                        .now())
                .isEqualTo(200.0);
    }

    @Test
    void oneSampleIsALevelAndNoRateYet() {
        assertThat(Series.rate(List.of(sample(0, 7)), COUNTER)).isEqualTo(new Series(0, List.of()));
        assertThat(Series.level(List.of(sample(0, 7)), COUNTER).now()).isEqualTo(7);
        assertThat(Series.level(List.of(), COUNTER)).isEqualTo(new Series(0, List.of()));
    }

    private static Sample sample(int second, long end) {
        return new Sample(START.plusSeconds(second), Map.of("t", end), Map.of(), Map.of());
    }
}
