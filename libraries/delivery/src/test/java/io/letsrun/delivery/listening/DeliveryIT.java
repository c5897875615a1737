package io.letsrun.delivery.listening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.letsrun.delivery.RunningDelivery;
import java.net.ConnectException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** What storage takes, and what is away for a while. */
class DeliveryIT extends RunningDelivery {

    @Test
    void storesEveryRecordAndCommitsThem() {
        try (ConfigurableApplicationContext service = service()) {
            await().atMost(PATIENCE).until(() -> broker.partitions(topic) == 2);
            send(0, 1, 500);
            send(1, 501, 1000);

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(committed()).containsExactly(500L, 500L));
            assertThat(stored).isEqualTo(numbers(1, 1000));
            await().atMost(PATIENCE)
                    .until(() -> records(service, "stored") == 1000 && gauge(service, "lag", topic) == 0);
        }
        stored.clear();
        try (ConfigurableApplicationContext again = service()) {
            send(0, 1001, 1001);

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(committed()).containsExactly(501L, 500L));
            assertThat(stored).containsExactly(1001L);
            assertThat(again.isRunning()).isTrue();
        }
    }

    @Test
    void declaresATopicThatIsOnlyWrittenBeforeTheFirstBatch() {
        AtomicReference<@Nullable Integer> partitionsAtFirstBatch = new AtomicReference<>();
        beforeStoring = () -> partitionsAtFirstBatch.compareAndSet(null, broker.partitions(outcomes));
        try (ConfigurableApplicationContext service = service()) {
            await().atMost(PATIENCE).until(() -> broker.partitions(topic) == 2);
            send(0, 1, 10);

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(stored).isEqualTo(numbers(1, 10)));
            assertThat(service.isRunning()).isTrue();
        }
        assertThat(partitionsAtFirstBatch).hasValue(2);
        assertThat(broker.config(outcomes, TopicConfig.CLEANUP_POLICY_CONFIG))
                .isEqualTo(TopicConfig.CLEANUP_POLICY_COMPACT);
    }

    @Test
    void declaresRetryAndDeadLetterTopicsWithThePartitionsTheMainTopicReallyHas() {
        broker.create(topic, 5);
        try (ConfigurableApplicationContext service = service()) {
            await().atMost(PATIENCE).until(() -> broker.partitions(topics.deadLetters()) == 5);

            assertThat(service.isRunning()).isTrue();
            assertThat(broker.partitions(topics.retry())).isEqualTo(5);
            assertThat(broker.partitions(topics.retry(0))).isEqualTo(5);
            assertThat(broker.partitions(topics.retry(1))).isEqualTo(5);
            assertThat(broker.partitions(topics.retry(2))).isZero();
        }
    }

    @Test
    void declaresDeletedTopicsAgainWithoutARestart() {
        try (ConfigurableApplicationContext service = service()) {
            await().atMost(PATIENCE).until(() -> broker.partitions(topic) == 2);
            send(0, 1, 10);
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(stored).isEqualTo(numbers(1, 10)));

            broker.delete(topic);
            broker.delete(outcomes);
            await().atMost(PATIENCE).until(() -> broker.partitions(topic) == 2 && broker.partitions(outcomes) == 2);
            send(0, 11, 20);

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(stored).isEqualTo(numbers(1, 20)));
            assertThat(service.isRunning()).isTrue();
            assertThat(broker.config(outcomes, TopicConfig.CLEANUP_POLICY_CONFIG))
                    .isEqualTo(TopicConfig.CLEANUP_POLICY_COMPACT);
        }
    }

    @Test
    void waitsOutAnOutageWithoutMovingAnything() {
        outage.set(new ConnectException("refused"));
        try (ConfigurableApplicationContext service = service()) {
            await().atMost(PATIENCE).until(() -> broker.partitions(topic) == 2);
            send(0, 1, 100);

            await().atMost(PATIENCE).until(() -> attempts.get() >= 5);
            assertThat(committed()).containsExactly(null, null);
            assertThat(stored).isEmpty();
            assertThat(gauge(service, "lag", topic)).isEqualTo(100);

            send(0, 101, 150);
            await().atMost(PATIENCE).until(() -> gauge(service, "lag", topic) == 150);

            outage.set(null);
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(committed()).containsExactly(150L, null));
            assertThat(stored).isEqualTo(numbers(1, 150));
            await().atMost(PATIENCE)
                    .until(() -> records(service, "stored") == 150 && gauge(service, "lag", topic) == 0);
        }
        assertThat(broker.read(topics.retry())).isEmpty();
        assertThat(broker.read(topics.deadLetters())).isEmpty();
    }
}
