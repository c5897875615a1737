package io.letsrun.load.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ConsumerCountersTest {

    private final ConsumerCounters reader = new ConsumerCounters("http://nowhere", "letsrun.runs");

    @Test
    void countsFromTheFirstLookAndOnlyItsOwnTopics() {
        reader.take(metrics(100, 7));
        reader.take(metrics(130, 3));

        assertThat(reader.stored()).isEqualTo(30);
        assertThat(reader.lag()).isEqualTo(3);
    }

    @Test
    void goesOnCountingWhenTheServiceBeginsAtZeroAgain() {
        reader.take(metrics(100, 0));
        reader.take(metrics(150, 0));
        reader.take(metrics(20, 900));

        assertThat(reader.stored()).isEqualTo(70);
        assertThat(reader.lag()).isEqualTo(900);
    }

    private static Metrics metrics(int stored, int lag) {
        return new Metrics("""
            # HELP letsrun_delivery_lag
            # TYPE letsrun_delivery_lag gauge
            letsrun_delivery_lag{topic="letsrun.runs"} %d.0
            letsrun_delivery_lag{topic="letsrun.runs.profile-consumer.retry"} NaN
            letsrun_delivery_records_total{outcome="stored",topic="letsrun.runs"} %d.0
            letsrun_delivery_records_total{outcome="dead-lettered",topic="letsrun.runs"} 9.0
            letsrun_delivery_records_total{outcome="stored",topic="letsrun.signup-outcomes"} 1.2345678E7
            """.formatted(lag, stored));
    }
}
