package io.letsrun.load.openloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LatencyTest {

    @Test
    void hasThePercentilesOfTheValues() {
        Histogram micros = new Histogram(600_000_000, 3);
        for (int millis = 1; millis <= 1_000; millis++) {
            micros.recordValue(1000L * millis);
        }

        Latency latency = Latency.of(micros);

        assertThat(latency.p50()).isCloseTo(500, within(1.0));
        assertThat(latency.p75()).isCloseTo(750, within(1.0));
        assertThat(latency.p90()).isCloseTo(900, within(1.0));
        assertThat(latency.p95()).isCloseTo(950, within(1.0));
        assertThat(latency.p99()).isCloseTo(990, within(1.0));
        assertThat(latency.p999()).isCloseTo(999, within(1.0));
        assertThat(latency.max()).isCloseTo(1000, within(1.0));
    }

    @Test
    void isZeroWhereNothingWasMeasured() {
        assertThat(Latency.of(new Histogram(600_000_000, 3))).isEqualTo(Latency.NONE);
    }

    @Test
    void fillsEachStepOfTheHistogramOnce() {
        Histogram micros = new Histogram(600_000_000, 3);
        List.of(400L, 999L, 1_000L, 1_900L, 4_000L, 70_000L, 70_001L).forEach(micros::recordValue);

        List<Latency.Bucket> buckets = Latency.histogram(micros);

        assertThat(buckets.stream().mapToLong(Latency.Bucket::count).sum()).isEqualTo(7);
        assertThat(buckets)
                .contains(
                        new Latency.Bucket(0, 1, 2),
                        new Latency.Bucket(1, 2, 2),
                        new Latency.Bucket(2, 4, 0),
                        new Latency.Bucket(4, 8, 1))
                .endsWith(new Latency.Bucket(64, 128, 2));
    }
}
