package io.letsrun.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** The records' timestamps are 1970. */
class DueTimesTest {

    private static final String TIER = Records.RETRY + "-0";
    private static final ConsumerRecord<byte[], byte[]> WAITING = Records.in(TIER, 2, 5, 1);
    private static final List<ConsumerRecord<byte[], byte[]>> BATCH =
            List.of(Records.in(Records.RETRY, 0, 1, 2), WAITING, Records.in(TIER, 2, 6, 3));

    @Test
    void letsTheTierWaitAndNothingElse() {
        DueTimes dueTimes = at(4_000);

        DueTimes.Split split = dueTimes.split(BATCH);

        assertThat(split.due()).containsExactly(BATCH.getFirst());
        assertThat(split.waits())
                .containsOnlyKeys(new TopicPartition(TIER, 2))
                .containsValue(new DueTimes.Wait(5, 5_000, Duration.ofSeconds(1)));
        dueTimes.settled(BATCH, split);
        assertThat(dueTimes.oldest(TIER)).isEqualTo(5.0);
        assertThat(dueTimes.oldest(Records.RETRY)).isNaN();
    }

    @Test
    void letsAllGoWhenTheyAreDue() {
        DueTimes dueTimes = at(5_000);

        DueTimes.Split split = dueTimes.split(BATCH);

        assertThat(split.due()).isEqualTo(BATCH);
        assertThat(split.waits()).isEmpty();
        assertThat(dueTimes.oldest(TIER)).isEqualTo(5.0);
        dueTimes.settled(BATCH, split);
        assertThat(dueTimes.oldest(TIER)).isNaN();
    }

    @Test
    void doesNotWaitForAClockThatIsFarAhead() {
        assertThat(at(-5_001).split(BATCH).waits()).isEmpty();
        assertThat(at(-4_999).split(BATCH).waits()).hasSize(1);
    }

    @Test
    void knowsNothingOfPartitionsThatAreGone() {
        DueTimes dueTimes = at(0);
        dueTimes.split(BATCH);

        dueTimes.forget(List.of(new TopicPartition(TIER, 2)));

        assertThat(dueTimes.oldest(TIER)).isNaN();
    }

    private static DueTimes at(long millis) {
        return new DueTimes(
                Records.stages(Duration.ofSeconds(5)), Clock.fixed(Instant.ofEpochMilli(millis), ZoneOffset.UTC));
    }
}
