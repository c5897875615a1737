package io.letsrun.console.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.console.traffic.Series.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SparklineTest {

    private static final Instant UNTIL = Instant.parse("2026-11-21T06:05:00Z");
    private static final Duration SPAN = Duration.ofSeconds(240);

    @Test
    void timeRunsToTheRightAndTheHighestTouchesTheTop() {
        Sparkline chart = Sparkline.of(List.of(point(4, 0), point(2, 50), point(0, 100)), UNTIL, SPAN);

        assertThat(chart.line()).isEqualTo("M236.0,40.0L238.0,20.5L240.0,1.0");
        assertThat(chart.area()).isEqualTo("M236.0,40L236.0,40.0L238.0,20.5L240.0,1.0L240.0,40Z");
        assertThat(chart.most()).isEqualTo(100);
    }

    @Test
    void nothingIsDrawnWhereNothingWasMeasured() {
        Sparkline chart = Sparkline.of(List.of(point(60, 1), point(58, 1), point(2, 1), point(0, 1)), UNTIL, SPAN);

        assertThat(chart.line()).isEqualTo("M180.0,1.0L182.0,1.0M238.0,1.0L240.0,1.0");
    }

    @Test
    void quietIsAFlatLineAndNoPointsAreNoLine() {
        assertThat(Sparkline.of(List.of(point(2, 0), point(0, 0)), UNTIL, SPAN).line())
                .isEqualTo("M238.0,40.0L240.0,40.0");
        assertThat(Sparkline.of(List.of(), UNTIL, SPAN).line()).isEmpty();
    }

    private static Point point(int secondsBefore, double value) {
        return new Point(UNTIL.minusSeconds(secondsBefore), value);
    }
}
