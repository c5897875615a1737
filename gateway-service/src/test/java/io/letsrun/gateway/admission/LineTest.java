package io.letsrun.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.netflix.concurrency.limits.Limit;
import com.netflix.concurrency.limits.limit.AIMDLimit;
import com.netflix.concurrency.limits.limit.Gradient2Limit;
import com.netflix.concurrency.limits.limit.VegasLimit;
import com.netflix.concurrency.limits.limit.WindowedLimit;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the limit does to a line, and what others would have done: see RATIONALE.md. */
class LineTest {

    private static final Line COLD_BURST = new Line(
            time -> time < 2 ? 7_000 + 2_000 * time : 11_000,
            time -> 8_333,
            List.of(new Line.Pause(1, 1.15), new Line.Pause(6, 6.15), new Line.Pause(12, 12.15)));

    private static final Line THREE_TIMES =
            new Line(time -> 10_000, time -> time >= 10 && time < 40 ? 30_000 : 8_000, List.of());

    private static final Line STALL =
            new Line(time -> 11_000, time -> 8_333, List.of(new Line.Pause(5, 8), new Line.Pause(20, 20.15)));

    private final Limit ours = ObjectiveLimit.of(100, 3_000, Duration.ofMillis(250));

    @Test
    void refusesNobodyOfABurstThatMeetsAColdGateway() {
        assertThat(COLD_BURST.under(ours, 5, 15, 30)).allSatisfy(stretch -> {
            assertThat(stretch.refused()).isZero();
            assertThat(stretch.p99()).isLessThan(0.250);
        });
    }

    @Test
    void acceptsAsMuchAsCanBeServedInTimeAndIsItselfAgainAfterFiveSeconds() {
        List<Line.Outcome> stretches = THREE_TIMES.under(ours, 10, 40, 45, 60);

        assertThat(stretches.get(1).accepted()).isGreaterThan(9_900);
        assertThat(stretches.get(1).p99()).isLessThan(0.5);
        assertThat(stretches.get(2).limit()).isEqualTo(3_000);
        assertThat(stretches.get(3).refused()).isZero();
        assertThat(stretches.get(3).p99()).isLessThan(0.010);
    }

    @Test
    void refusesNobodyForAStallThatIsOver() {
        List<Line.Outcome> stretches = STALL.under(ours, 10, 19, 30);

        assertThat(stretches.get(1).limit()).isEqualTo(3_000);
        assertThat(stretches.get(2).refused()).isZero();
    }

    @Test
    void gradientsForgetWhatTheyCouldTakeWithEachPause() {
        List<Line.Outcome> stretches = COLD_BURST.under(
                windowed(Gradient2Limit.newBuilder()
                        .initialLimit(3_000)
                        .minLimit(100)
                        .maxConcurrency(3_000)
                        .rttTolerance(2)
                        .build()),
                5,
                15,
                30);

        assertThat(stretches).extracting(Line.Outcome::limit).allMatch(limit -> limit < 2_100);
        assertThat(stretches.getLast().limit()).isLessThan(1_500);
    }

    @Test
    void vegasCollapsesUnderOverloadWhenItLooksAtEachAnswer() {
        Limit vegas = VegasLimit.newBuilder()
                .initialLimit(3_000)
                .maxConcurrency(3_000)
                .build();

        assertThat(THREE_TIMES.under(vegas, 10, 40).getLast().accepted()).isLessThan(6_000);
    }

    @Test
    void additiveIncreaseStaysSmallAfterAStallAndRefusesTheNextPause() {
        Limit aimd = AIMDLimit.newBuilder()
                .initialLimit(3_000)
                .minLimit(100)
                .maxLimit(3_000)
                .timeout(250, TimeUnit.MILLISECONDS)
                .build();

        assertThat(STALL.under(aimd, 10, 19, 30).getLast().refused()).isGreaterThan(500);
    }

    private static Limit windowed(Limit limit) {
        return WindowedLimit.newBuilder()
                .minWindowTime(100, TimeUnit.MILLISECONDS)
                .maxWindowTime(100, TimeUnit.MILLISECONDS)
                .minRttThreshold(0, TimeUnit.NANOSECONDS)
                .build(limit);
    }
}
