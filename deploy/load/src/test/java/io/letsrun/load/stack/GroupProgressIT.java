package io.letsrun.load.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.letsrun.local.Refusal;
import io.letsrun.testing.FreshTopics;
import io.letsrun.testing.Infrastructure;
import io.letsrun.testing.Sending;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GroupProgressIT {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String BOOTSTRAP = Infrastructure.shared().kafka().bootstrapServers();

    private final String group = "group-" + UUID.randomUUID();
    private final String topic = "runs-" + UUID.randomUUID();
    private final String retry = topic + "." + group + ".retry";
    private final List<String> told = new ArrayList<>();

    @BeforeEach
    void create() {
        FreshTopics.create(BOOTSTRAP, 1, topic, retry);
    }

    @Test
    void waitsUntilAnEarlierLoadIsStoredAndSaysSo() throws Exception {
        publish(topic, 3);
        commit(topic, 0);

        try (GroupProgress groups = new GroupProgress(BOOTSTRAP, MINUTE)) {
            groups.awaitNone(group, topic, MINUTE, line -> {
                told.add(line);
                commit(topic, 3);
            });
        }

        assertThat(told).containsExactly("waiting until " + group + " has stored 3 records of an earlier load");
    }

    @Test
    void waitsForWhatItsRetryTopicHolds() throws Exception {
        publish(topic, 2);
        commit(topic, 2);
        publish(retry, 1);
        commit(retry, 0);

        try (GroupProgress groups = new GroupProgress(BOOTSTRAP, MINUTE)) {
            groups.awaitNone(group, topic, MINUTE, line -> {
                told.add(line);
                commit(retry, 1);
            });
        }

        assertThat(told).hasSize(1);
    }

    @Test
    void saysWhatIsNotStoredInTime() {
        publish(topic, 3);

        try (GroupProgress groups = new GroupProgress(BOOTSTRAP, MINUTE)) {
            assertThatThrownBy(() -> groups.awaitNone(group, topic, Duration.ofMillis(500), told::add))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("3 records of an earlier load");
        }
    }

    @Test
    void countsWhatWaitsInARetryTopicAsNotSettled() throws Exception {
        publish(topic, 5);
        commit(topic, 4);
        publish(retry, 2);
        commit(retry, 1);

        try (GroupProgress groups = new GroupProgress(BOOTSTRAP, MINUTE)) {
            assertThat(groups.of(group, topic)).isEqualTo(new GroupProgress.Position(3, 2));
        }
    }

    private static void publish(String topic, int count) {
        Sending.all(BOOTSTRAP, Collections.nCopies(count, new ProducerRecord<>(topic, 0, null, new byte[1])));
    }

    private void commit(String topic, long offset) {
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", BOOTSTRAP))) {
            admin.alterConsumerGroupOffsets(group, Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(offset)))
                    .all()
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
