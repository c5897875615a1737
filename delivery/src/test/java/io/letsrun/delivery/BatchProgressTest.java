package io.letsrun.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class BatchProgressTest {

    private static final TopicPartition ZERO = new TopicPartition("letsrun.runs", 0);
    private static final TopicPartition ONE = new TopicPartition("letsrun.runs", 1);
    private static final Verdict DEAD = new Verdict.Dead(new IllegalStateException("broken"));

    @Test
    void goesOnAfterTheLastRecordOfEachPartition() {
        BatchProgress progress = BatchProgress.of(
                List.of(Records.record(0, 7, 1), Records.record(0, 9, 2), Records.record(1, 3, 3)),
                List.of(Verdict.STORED, Verdict.STORED, Verdict.STORED));

        assertThat(progress.commits())
                .containsOnly(Map.entry(ZERO, new OffsetAndMetadata(10)), Map.entry(ONE, new OffsetAndMetadata(4)));
        assertThat(progress.stops()).isEmpty();
    }

    @Test
    void stopsAtTheFirstUnsettledRecordOfItsPartitionOnly() {
        BatchProgress progress = BatchProgress.of(
                List.of(
                        Records.record(0, 7, 1),
                        Records.record(0, 8, 2),
                        Records.record(0, 9, 3),
                        Records.record(1, 3, 4)),
                List.of(Verdict.STORED, DEAD, Verdict.STORED, Verdict.STORED));

        assertThat(progress.commits())
                .containsOnly(Map.entry(ZERO, new OffsetAndMetadata(8)), Map.entry(ONE, new OffsetAndMetadata(4)));
        assertThat(progress.stops()).containsOnlyKeys(ZERO);
        assertThat(progress.stops().get(ZERO))
                .extracting(stop -> stop.record().offset())
                .isEqualTo(8L);
    }
}
