package io.letsrun.console.index;

import static io.letsrun.console.DeadLetterTopic.bytes;

import io.letsrun.console.DeadLetterTopic;
import io.letsrun.contracts.delivery.FailureHeaders;
import io.letsrun.contracts.delivery.ReplayHeaders;
import io.letsrun.contracts.event.EventHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Records that have no place in a dead-letter topic, or that somebody made to break whoever reads them. */
final class HostileRecords {

    private static final byte[] NOT_UTF_8 = {(byte) 0xC3, (byte) 0x28, (byte) 0xF0, (byte) 0x9F, 0, (byte) 0xFF};

    private HostileRecords() {}

    static List<ProducerRecord<byte[], byte[]>> of(DeadLetterTopic topic) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        records.add(new ProducerRecord<>(topic.name(), null, null));
        records.add(new ProducerRecord<>(topic.name(), new byte[0], new byte[0]));
        records.add(new ProducerRecord<>(topic.name(), NOT_UTF_8, NOT_UTF_8));
        records.add(new ProducerRecord<>(topic.name(), 0, 0L, bytes("k"), bytes("of 1970")));
        records.add(new ProducerRecord<>(topic.name(), bytes("k"), bytes("[".repeat(100_000))));
        records.add(new ProducerRecord<>(topic.name(), bytes("k"), bytes("{\"userId\":{\"userId\":1}}")));
        records.add(new ProducerRecord<>(topic.name(), bytes("k"), new byte[900_000]));
        for (byte[] value : List.of(
                NOT_UTF_8,
                new byte[0],
                bytes("\0\0\0"),
                bytes("99999999999999999999999"),
                bytes("-1"),
                bytes("+1000000000-12-31T23:59:59.999999999Z"),
                bytes("-1000000000-01-01T00:00:00Z"),
                bytes("00000000-0000-0000-0000-000000000000"),
                bytes("1-1-1-1-1"),
                bytes("letsrun.payments"),
                bytes("\uD83C\uDFC3".repeat(3_000)),
                bytes("{NULL,\"a\\\"b\",'x'}"),
                bytes("'; DROP TABLE dead_letters.letter; --"))) {
            records.add(everywhere(topic, value));
        }
        records.add(everywhere(topic, null));
        records.add(large(topic));
        records.add(many(topic));
        return records;
    }

    private static ProducerRecord<byte[], byte[]> everywhere(DeadLetterTopic topic, byte @Nullable [] value) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic.name(), value, value);
        for (String name : List.of(
                EventHeaders.ID,
                EventHeaders.TYPE,
                EventHeaders.TRACE_PARENT,
                FailureHeaders.ORIGINAL_TOPIC,
                FailureHeaders.ORIGINAL_PARTITION,
                FailureHeaders.ORIGINAL_OFFSET,
                FailureHeaders.ORIGINAL_TIMESTAMP,
                FailureHeaders.GROUP,
                FailureHeaders.REASON,
                FailureHeaders.EXCEPTION_CLASS,
                FailureHeaders.EXCEPTION_MESSAGE,
                FailureHeaders.EXCEPTION_STACK,
                FailureHeaders.ATTEMPTS,
                FailureHeaders.FIRST_FAILURE,
                FailureHeaders.LAST_FAILURE,
                FailureHeaders.SERVICE_VERSION,
                ReplayHeaders.ID,
                ReplayHeaders.COUNT,
                "a\0name \uD83C\uDFC3 \" \\",
                "")) {
            record.headers().add(name, value);
        }
        return record;
    }

    private static ProducerRecord<byte[], byte[]> large(DeadLetterTopic topic) {
        byte[] noise = new byte[200_000];
        new Random(1).nextBytes(noise);
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic.name(), bytes("k"), bytes("v"));
        record.headers()
                .add(FailureHeaders.EXCEPTION_MESSAGE, noise)
                .add(FailureHeaders.EXCEPTION_STACK, noise)
                .add("noise", noise);
        return record;
    }

    private static ProducerRecord<byte[], byte[]> many(DeadLetterTopic topic) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic.name(), bytes("k"), bytes("v"));
        for (int n = 0; n < 20_000; n++) {
            record.headers().add("h", bytes("x"));
        }
        return record;
    }
}
