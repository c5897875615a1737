package io.letsrun.delivery.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.delivery.Records;
import io.letsrun.edge.clock.BrokerClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** The records' timestamps are 1970. */
class RetryScheduleTest {

    private static final String TIER = Records.RETRY + "-0";
    private static final ConsumerRecord<byte[], byte[]> WAITING = Records.in(TIER, 2, 5, 1);
    private static final List<ConsumerRecord<byte[], byte[]>> BATCH =
            List.of(Records.in(Records.RETRY, 0, 1, 2), WAITING, Records.in(TIER, 2, 6, 3));

    @Test
    void letsTheTierWaitAndNothingElse() {
        RetrySchedule schedule = at(4_000);

        RetrySchedule.Split split = schedule.split(BATCH);

        assertThat(split.due()).containsExactly(BATCH.getFirst());
        assertThat(split.waits())
                .containsOnlyKeys(new TopicPartition(TIER, 2))
                .containsValue(new RetrySchedule.Wait(5, 5_000, Duration.ofSeconds(1)));
        schedule.settled(BATCH, split.waits());
        assertThat(schedule.oldest(TIER)).isEqualTo(5.0);
        assertThat(schedule.oldest(Records.RETRY)).isNaN();
    }

    @Test
    void letsAllGoWhenTheyAreDue() {
        RetrySchedule schedule = at(5_000);

        RetrySchedule.Split split = schedule.split(BATCH);

        assertThat(split.due()).isEqualTo(BATCH);
        assertThat(split.waits()).isEmpty();
        assertThat(schedule.oldest(TIER)).isEqualTo(5.0);
        schedule.settled(BATCH, split.waits());
        assertThat(schedule.oldest(TIER)).isNaN();
    }

    @Test
    void doesNotWaitForAClockThatIsFarAhead() {
        assertThat(at(-5_001).split(BATCH).waits()).isEmpty();
        assertThat(at(-4_999).split(BATCH).waits()).hasSize(1);
    }

    @Test
    void knowsNothingOfPartitionsThatAreGone() {
        RetrySchedule schedule = at(0);
        schedule.split(BATCH);

        schedule.forget(List.of(new TopicPartition(TIER, 2)));

        assertThat(schedule.oldest(TIER)).isNaN();
    }

    private static RetrySchedule at(long millis) {
        return new RetrySchedule(
                Records.chain(Duration.ofSeconds(5)),
                new BrokerClock(Clock.fixed(Instant.ofEpochMilli(millis), ZoneOffset.UTC)));
    }
}
