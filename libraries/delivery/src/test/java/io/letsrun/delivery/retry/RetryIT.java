package io.letsrun.delivery.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.letsrun.contracts.delivery.ReplayResult;
import io.letsrun.contracts.event.EventCodec;
import io.letsrun.contracts.event.KafkaBinding;
import io.letsrun.contracts.event.Topics;
import io.letsrun.delivery.Records;
import io.letsrun.delivery.RunningDelivery;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Records that fail for a passing reason: two tiers, of 300 and 600 ms, after the batch and the first retry. */
class RetryIT extends RunningDelivery {

    /** The batch, the first retry topic, two tiers. */
    private static final int ATTEMPTS = 4;

    private final EventCodec codec = new EventCodec(ReplayResult.TYPE);

    @Test
    void sendsAReplayedLetterThroughItsTiersAgain() {
        deadlocks.put(1L, ATTEMPTS + 2);
        UUID replay = UUID.randomUUID();
        try (ConfigurableApplicationContext service = service()) {
            await().atMost(PATIENCE).until(() -> broker.partitions(topics.deadLetters()) == 2);
            send(0, 1, 1);
            ConsumerRecord<byte[], byte[]> letter = letters(1).getFirst();
            assertThat(Records.text(letter.headers())).containsEntry("x-failure-reason", "retries-exhausted");

            broker.send(List.of(replayed(letter, replay)));

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(outcomes(replay)).containsExactly("applied"));
            assertThat(stored).containsExactly(1L);
            await().atMost(PATIENCE).until(() -> count(service, "replays", "outcome", "applied") == 1);
        }
        assertThat(broker.read(topics.retry())).hasSize(2);
        assertThat(broker.read(topics.retry(0))).hasSize(2);
        assertThat(broker.read(topics.retry(1))).hasSize(2);
        assertThat(letters(1)).hasSize(1);
    }

    @Test
    void tellsBothLivesOfALetterThatFailsAgain() {
        deadlocks.put(1L, Integer.MAX_VALUE);
        UUID replay = UUID.randomUUID();
        try (ConfigurableApplicationContext service = service()) {
            await().atMost(PATIENCE).until(() -> broker.partitions(topics.deadLetters()) == 2);
            send(1, 1, 1);
            TreeMap<String, String> first = Records.text(letters(1).getFirst().headers());
            broker.send(List.of(replayed(letters(1).getFirst(), replay)));

            TreeMap<String, String> second = Records.text(letters(2).getLast().headers());

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(outcomes(replay)).containsExactly("failed-again"));
            await().atMost(PATIENCE).until(() -> count(service, "replays", "outcome", "failed-again") == 1);
            assertThat(first).containsEntry("x-attempts", "4").containsEntry("x-original-partition", "1");
            assertThat(second)
                    .containsEntry("x-attempts", "3")
                    .containsEntry("x-failure-reason", "retries-exhausted")
                    .containsEntry("x-replay-id", replay.toString())
                    .containsEntry("x-replay-count", "1");
            assertThat(Instant.parse(second.get("x-first-failure")))
                    .isAfter(Instant.parse(first.get("x-last-failure")));
            assertThat(second.keySet()).hasSize(first.size() + 2).containsAll(first.keySet());
            for (String name : List.of("topic", "partition", "offset", "timestamp")) {
                assertThat(second.get("x-original-" + name)).isEqualTo(first.get("x-original-" + name));
            }
        }
    }

    @Test
    void waitsForItsTierAndLetsTheOthersPass() {
        deadlocks.put(3L, 3);
        long started = System.nanoTime();
        try (ConfigurableApplicationContext service = service("letsrun.delivery.retry-delays", "2s,1h")) {
            await().atMost(PATIENCE).until(() -> broker.partitions(topics.deadLetters()) == 2);
            deadlocks.put(7L, 4);
            send(0, 1, 10);

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(gauge(service, "retry.oldest.due", topics.retry(0)))
                            .isGreaterThan(0));
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(committed()).containsExactly(10L, null));
            assertThat(stored).hasSize(8).doesNotContain(3L, 7L);
            send(0, 11, 20);
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(stored).contains(20L));

            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(broker.read(topics.retry(1))).hasSize(2));
            assertThat(System.nanoTime() - started).isGreaterThan(2_000_000_000L);
            assertThat(gauge(service, "retry.oldest.due", topics.retry(0))).isNaN();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(gauge(service, "retry.oldest.due", topics.retry(1)))
                            .isBetween(
                                    Instant.now().getEpochSecond() + 3_500.0,
                                    Instant.now().getEpochSecond() + 3_600.0));
            await().atMost(PATIENCE).until(() -> gauge(service, "lag", topics.retry(1)) == 2);
        }
    }

    @Test
    void movesNothingOutOfARetryTopicDuringAnOutage() {
        try (ConfigurableApplicationContext service = service()) {
            await().atMost(PATIENCE).until(() -> broker.partitions(topics.deadLetters()) == 2);
            outage.set(new ConnectException("refused"));
            ProducerRecord<byte[], byte[]> sent = Records.sent(1);
            broker.send(List.of(
                    new ProducerRecord<>(topics.retry().name(), null, sent.key(), sent.value(), sent.headers())));
            await().atMost(PATIENCE).until(() -> attempts.get() >= 5);
            assertThat(broker.read(topics.retry(0))).isEmpty();

            deadlocks.put(1L, Integer.MAX_VALUE);
            outage.set(null);

            assertThat(Records.text(letters(1).getFirst().headers())).containsEntry("x-attempts", "3");
            await().atMost(PATIENCE).until(() -> records(service, "dead-lettered") == 1);
            assertThat(records(service, "retry")).isEqualTo(2);
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> letters(int count) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(broker.read(topics.deadLetters())).hasSize(count));
        return broker.read(topics.deadLetters());
    }

    private List<String> outcomes(UUID replay) {
        return broker.read(Topics.REPLAY_RESULTS).stream()
                .map(record -> codec.decode(KafkaBinding.header(record.headers(), "ce_type"), record.value()))
                .map(ReplayResult.class::cast)
                .filter(result -> result.replayId().equals(replay))
                .map(ReplayResult::outcome)
                .toList();
    }

    /** As operator-console sends it. */
    private ProducerRecord<byte[], byte[]> replayed(ConsumerRecord<byte[], byte[]> letter, UUID id) {
        ProducerRecord<byte[], byte[]> replayed =
                new ProducerRecord<>(topics.retry().name(), letter.key(), letter.value());
        for (Header header : letter.headers()) {
            if (!header.key().startsWith("x-") || header.key().startsWith("x-original-")) {
                replayed.headers().add(header);
            }
        }
        replayed.headers()
                .add("x-replay-id", id.toString().getBytes(StandardCharsets.UTF_8))
                .add("x-replay-count", "1".getBytes(StandardCharsets.UTF_8));
        return replayed;
    }
}
