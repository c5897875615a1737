package io.letsrun.load.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.letsrun.load.openloop.Latency;
import io.letsrun.load.openloop.LoadResult;
import io.letsrun.local.Refusal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThresholdTest {

    private static final LoadResult TIMED = new LoadResult(
            "timed",
            1_000,
            1_000,
            980,
            490,
            20,
            Map.of(503, 20L),
            20,
            0,
            0,
            0,
            new Latency(10, 20, 50, 100, 250, 400, 1_500),
            Latency.NONE,
            List.of());
    private static final BurstSummary.Counts ACCOUNT = new BurstSummary.Counts(980, 979, 0, 1, 0, 0, 0);

    @ParameterizedTest
    @CsvSource({
        "p99<250ms, false",
        "p99<=250ms, true",
        "p99<0.3s, true",
        "p99 < 251 ms, true",
        "P99.9<=400ms, true",
        "p50<10ms, false",
        "p75<=20ms, true",
        "p90>=50ms, true",
        "p95>100ms, false",
        "max<2s, true",
        "rate>=490/s, true",
        "rate>490, false",
        "refused==20, true",
        "refused<1%, false",
        "refused<=2%, true",
        "in-doubt==0, true",
        "unsent==0, true",
        "lost==0, true",
        "doubled==0, true"
    })
    void comparesTheNumberThatIsNamed(String rule, boolean met) {
        assertThat(Threshold.parse(rule).of(TIMED, ACCOUNT).met()).isEqualTo(met);
    }

    @Test
    void saysClearlyWhatWasMissed() {
        assertThat(Threshold.parse("p99<250ms").of(TIMED, ACCOUNT).sentence())
                .isEqualTo("MISSED: p99<250ms, it was 250 ms");
        assertThat(Threshold.parse("refused<1%").of(TIMED, ACCOUNT).sentence())
                .isEqualTo("MISSED: refused<1%, it was 2.00 %");
        assertThat(Threshold.parse("lost==0").of(TIMED, ACCOUNT).sentence()).isEqualTo("met: lost==0, it was 0.00");
    }

    @Test
    void missesWhatIsNotKnown() {
        assertThat(Threshold.parse("lost==0").of(TIMED, null).met()).isFalse();
        assertThat(Threshold.parse("lost==0").of(TIMED, null).sentence()).isEqualTo("MISSED: lost==0, unknown");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "p99",
                "p99<",
                "p98<1ms",
                "p99<250",
                "p99=250ms",
                "rate>1ms",
                "refused<1ms",
                "p99<5%",
                "p99<-1ms"
            })
    void refusesWhatIsNoRule(String rule) {
        assertThatThrownBy(() -> Threshold.parse(rule))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("--threshold");
    }
}
