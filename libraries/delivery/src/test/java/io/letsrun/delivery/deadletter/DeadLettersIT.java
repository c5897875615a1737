package io.letsrun.delivery.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.letsrun.contracts.event.KafkaBinding;
import io.letsrun.delivery.Records;
import io.letsrun.delivery.RunningDelivery;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Records that no attempt will store, some of them made to do harm. */
class DeadLettersIT extends RunningDelivery {

    /** The broker's default for a topic: what a batch with this one record may measure. */
    private static final int MAX_MESSAGE_BYTES = 1024 * 1024 + 12;

    private static final int OVERHEAD = 100;

    /** So many headers does a dead letter get. */
    private static final int STORY = 13;

    @Test
    void getABadRecordOutOfTheWayOfItsNeighbours() {
        unstorable.add(50L);
        try (ConfigurableApplicationContext service = service()) {
            await().atMost(PATIENCE).until(() -> broker.partitions(topics.deadLetters()) == 2);
            send(0, 1, 100);
            broker.send(List.of(new ProducerRecord<>(topic.name(), 1, new byte[] {1}, new byte[] {2})));
            send(1, 101, 200);

            List<ConsumerRecord<byte[], byte[]>> letters = letters(2);

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(committed()).containsExactly(100L, 101L));
            assertThat(stored).hasSize(199).doesNotContain(50L);
            assertThat(byReason(letters)).containsOnlyKeys("rule", "undecodable");
            assertThat(byReason(letters).get("rule"))
                    .containsEntry("x-original-topic", topic.name())
                    .containsEntry("x-original-partition", "0")
                    .containsEntry("x-original-offset", "49")
                    .containsEntry("x-group", group)
                    .containsEntry("x-exception-class", "io.r2dbc.spi.R2dbcDataIntegrityViolationException")
                    .containsEntry("x-exception-message", "check")
                    .containsEntry("x-attempts", "1")
                    .containsKey("x-service-version")
                    .containsEntry("ce_type", "letsrun.run-deleted.v1");
            assertThat(broker.read(topics.retry())).isEmpty();
            await().atMost(PATIENCE).until(() -> records(service, "dead-lettered") == 2);
            assertThat(count(service, "dead.letters", "reason", "rule")).isEqualTo(1);
            assertThat(count(service, "dead.letters", "reason", "undecodable")).isEqualTo(1);
        }
    }

    @Test
    void blockTheBatchWhileTheirTopicIsAway() {
        unstorable.add(5L);
        try (ConfigurableApplicationContext service = service("spring.kafka.producer.properties.max.block.ms", "200")) {
            await().atMost(PATIENCE).until(() -> broker.partitions(topics.deadLetters()) == 2);
            send(0, 1, 1);
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(committed()).containsExactly(1L, null));
            broker.delete(topics.deadLetters());
            await().atMost(PATIENCE).until(() -> broker.partitions(topics.deadLetters()) == 0);
            send(0, 2, 10);

            await().atMost(PATIENCE).until(() -> count(service, "outages", "topic", topic.name()) >= 3);
            assertThat(committed()).containsExactly(1L, null);

            broker.create(topics.deadLetters(), 2);
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(committed()).containsExactly(10L, null));
            // An attempt that was given up may yet have sent its letter, so there may be more than one of it.
            assertThat(broker.read(topics.deadLetters()))
                    .isNotEmpty()
                    .allSatisfy(letter ->
                            assertThat(letter.value()).isEqualTo(Records.sent(5).value()));
        }
    }

    @Test
    void takeWhatTheMainTopicTookHoweverHostile() {
        List<ProducerRecord<byte[], byte[]>> hostile = List.of(
                hostile(null, null, new RecordHeaders()),
                hostile(null, new byte[0], new RecordHeaders()),
                hostile(new byte[0], null, new RecordHeaders().add("ce_type", null)),
                hostile(null, new byte[MAX_MESSAGE_BYTES - OVERHEAD], new RecordHeaders()),
                hostile(null, null, new RecordHeaders().add("ce_type", new byte[MAX_MESSAGE_BYTES - OVERHEAD])),
                hostile(new byte[MAX_MESSAGE_BYTES - OVERHEAD], null, new RecordHeaders()),
                hostile(null, null, headers(20_000)));
        try (ConfigurableApplicationContext service = service()) {
            await().atMost(PATIENCE).until(() -> broker.partitions(topics.deadLetters()) == 2);
            hostile.forEach(record -> broker.send(List.of(record)));
            send(0, 1, 1);

            List<ConsumerRecord<byte[], byte[]>> letters = letters(hostile.size());

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(committed()).containsExactly(hostile.size() + 1L, null));
            assertThat(stored).containsExactly(1L);
            await().atMost(PATIENCE).until(() -> records(service, "dead-lettered") == hostile.size());
            for (int i = 0; i < hostile.size(); i++) {
                assertSame(letter(letters, i), hostile.get(i));
            }
        }
    }

    private static void assertSame(ConsumerRecord<byte[], byte[]> letter, ProducerRecord<byte[], byte[]> sent) {
        assertThat(letter.key()).isEqualTo(sent.key());
        assertThat(letter.value()).isEqualTo(sent.value());
        List<Header> own = List.of(sent.headers().toArray());
        assertThat(List.of(letter.headers().toArray()))
                .hasSize(own.size() + STORY)
                .satisfies(headers -> assertThat(headers.subList(0, own.size())).isEqualTo(own));
    }

    private ProducerRecord<byte[], byte[]> hostile(byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        return new ProducerRecord<>(topic.name(), 0, key, value, headers);
    }

    private static Headers headers(int count) {
        RecordHeaders headers = new RecordHeaders();
        for (int n = 0; n < count; n++) {
            headers.add("h" + n % 10, String.valueOf(n).getBytes(StandardCharsets.UTF_8));
        }
        return headers;
    }

    private static ConsumerRecord<byte[], byte[]> letter(List<ConsumerRecord<byte[], byte[]>> letters, int offset) {
        return letters.stream()
                .filter(letter ->
                        String.valueOf(offset).equals(KafkaBinding.header(letter.headers(), "x-original-offset")))
                .findFirst()
                .orElseThrow();
    }

    private List<ConsumerRecord<byte[], byte[]>> letters(int count) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(broker.read(topics.deadLetters())).hasSize(count));
        return new ArrayList<>(broker.read(topics.deadLetters()));
    }

    private static Map<String, TreeMap<String, String>> byReason(List<ConsumerRecord<byte[], byte[]>> letters) {
        return letters.stream()
                .map(letter -> Records.text(letter.headers()))
                .collect(Collectors.toMap(headers -> headers.get("x-failure-reason"), headers -> headers));
    }
}
