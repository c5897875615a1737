package io.letsrun.console;

import io.letsrun.contracts.delivery.FailureHeaders;
import io.letsrun.contracts.event.EventHeaders;
import io.letsrun.testing.FreshTopics;
import io.letsrun.testing.Infrastructure;
import io.letsrun.testing.Sending;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A dead-letter topic of three partitions that no other test knows, and records as delivery would write them. */
public record DeadLetterTopic(Infrastructure servers, String topic, String group) {

    public static final String STACK = """
            java.lang.IllegalStateException: pace out of range: 4711
            \tat java.base/java.util.Optional.get(Optional.java:143)
            \tat io.letsrun.profile.ledger.RunLedger.lambda$store$3(RunLedger.java:98)
            \tat io.letsrun.profile.ledger.RunLedger.store(RunLedger.java:77)
            \tat io.letsrun.delivery.BatchDelivery.deliver(BatchDelivery.java:41)
            """;

    public static DeadLetterTopic create(Infrastructure servers) {
        DeadLetterTopic created = new DeadLetterTopic(servers, "letsrun.test-" + UUID.randomUUID(), "profile-consumer");
        FreshTopics.create(servers.kafka().bootstrapServers(), 3, created.name());
        return created;
    }

    public String name() {
        return topic + "." + group + ".dlt";
    }

    /** A letter with everything that delivery writes; {@code offset} is the original's. */
    public ProducerRecord<byte[], byte[]> letter(long offset, String message, UUID user, String value) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(name(), (int) (offset % 3), bytes(user.toString()), bytes(value));
        Map.ofEntries(
                        Map.entry(EventHeaders.ID, "event-" + offset),
                        Map.entry(EventHeaders.TYPE, "letsrun.run-recorded.v1"),
                        Map.entry(EventHeaders.TRACE_PARENT, "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"),
                        Map.entry(FailureHeaders.ORIGINAL_TOPIC, topic),
                        Map.entry(FailureHeaders.ORIGINAL_PARTITION, "2"),
                        Map.entry(FailureHeaders.ORIGINAL_OFFSET, Long.toString(offset)),
                        Map.entry(FailureHeaders.ORIGINAL_TIMESTAMP, "1767225600000"),
                        Map.entry(FailureHeaders.GROUP, group),
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

    /** Returns when the broker has them. */
    public void send(List<ProducerRecord<byte[], byte[]>> records) {
        Sending.all(servers.kafka().bootstrapServers(), records);
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
