package io.letsrun.console.web;

import static org.awaitility.Awaitility.await;

import io.letsrun.console.KnownGroup;
import io.letsrun.contracts.delivery.FailureHeaders;
import io.letsrun.contracts.event.EventHeaders;
import io.letsrun.testing.FreshTopics;
import io.letsrun.testing.Infrastructure;
import io.letsrun.testing.Sending;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** A topic of one test's own, with a group whose letters die. */
final class DeadLetters {

    private static final String GROUP = "profile-consumer";
    private static final String STACK = """
            java.lang.IllegalStateException: pace out of range
            \tat io.letsrun.profile.ledger.RunLedger.store(RunLedger.java:77)
            \tat io.letsrun.delivery.BatchDelivery.deliver(BatchDelivery.java:41)
            """;

    private final String topic = "letsrun.test-" + UUID.randomUUID();
    private final Infrastructure servers;
    private final LongSupplier indexed;
    private long written;

    /** @param indexed counts the letters of a topic in the index */
    DeadLetters(Infrastructure servers, ToLongFunction<String> indexed) {
        this.servers = servers;
        this.indexed = () -> indexed.applyAsLong(topic);
        FreshTopics.create(servers.kafka().bootstrapServers(), 3, topic, retry(), dead());
        KnownGroup.create(servers.kafka().bootstrapServers(), GROUP, retry());
    }

    String topic() {
        return topic;
    }

    String retry() {
        return topic + "." + GROUP + ".retry";
    }

    private String dead() {
        return topic + "." + GROUP + ".dlt";
    }

    void add(long offset, String message, String value) {
        send(List.of(letter(offset, message, value)));
    }

    void addAll(int letters, String message) {
        send(IntStream.range(0, letters)
                .mapToObj(i -> letter(1_000 + i, message, "{\"n\":" + i + "}"))
                .toList());
        awaitIndexed(letters);
    }

    private ProducerRecord<byte[], byte[]> letter(long offset, String message, String value) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(dead(), null, bytes("key"), bytes(value));
        Map.ofEntries(
                        Map.entry(EventHeaders.ID, "event-" + offset),
                        Map.entry(EventHeaders.TYPE, "letsrun.run-recorded.v1"),
                        Map.entry(EventHeaders.TRACE_PARENT, "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"),
                        Map.entry(FailureHeaders.ORIGINAL_TOPIC, topic),
                        Map.entry(FailureHeaders.ORIGINAL_PARTITION, "2"),
                        Map.entry(FailureHeaders.ORIGINAL_OFFSET, Long.toString(offset)),
                        Map.entry(FailureHeaders.ORIGINAL_TIMESTAMP, "1767225600000"),
                        Map.entry(FailureHeaders.GROUP, GROUP),
                        Map.entry(FailureHeaders.REASON, "bug"),
                        Map.entry(FailureHeaders.EXCEPTION_CLASS, "java.lang.IllegalStateException"),
                        Map.entry(FailureHeaders.EXCEPTION_MESSAGE, message),
                        Map.entry(FailureHeaders.EXCEPTION_STACK, STACK),
                        Map.entry(FailureHeaders.ATTEMPTS, "4"),
                        Map.entry(FailureHeaders.FIRST_FAILURE, "2026-01-01T06:00:00.123456Z"),
                        Map.entry(FailureHeaders.LAST_FAILURE, "2026-01-01T06:04:00.5Z"),
                        Map.entry(FailureHeaders.SERVICE_VERSION, "0.1.0"))
                .forEach((name, text) -> record.headers().add(name, bytes(text)));
        return record;
    }

    private void send(List<ProducerRecord<byte[], byte[]>> records) {
        Sending.all(servers.kafka().bootstrapServers(), records);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    void awaitIndexed(long letters) {
        await().atMost(Duration.ofSeconds(60)).until(() -> indexed.getAsLong() == letters);
    }

    /** Lets the topic have so many records, and the group have done so many of them. */
    void work(long records, long done) {
        TopicPartition partition = new TopicPartition(topic, 0);
        List<ProducerRecord<byte[], byte[]>> missing = new ArrayList<>();
        for (; written < records; written++) {
            missing.add(new ProducerRecord<>(topic, 0, new byte[0], new byte[0]));
        }
        Sending.all(servers.kafka().bootstrapServers(), missing);
        try (Admin admin = Admin.create(
                Map.<String, Object>of("bootstrap.servers", servers.kafka().bootstrapServers()))) {
            admin.alterConsumerGroupOffsets(GROUP, Map.of(partition, new OffsetAndMetadata(done)))
                    .all()
                    .get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
