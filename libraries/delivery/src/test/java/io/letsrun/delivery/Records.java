package io.letsrun.delivery;

import io.letsrun.contracts.bucket.UserId;
import io.letsrun.contracts.delivery.GroupTopics;
import io.letsrun.contracts.event.KafkaBinding;
import io.letsrun.contracts.event.Topics;
import io.letsrun.contracts.run.RunDeleted;
import io.letsrun.delivery.retry.RetryChain;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;

/** Records as a consumer receives them: event n has version n. */
public final class Records {

    public static final String RETRY = "letsrun.runs.test.retry";
    public static final String DEAD_LETTERS = "letsrun.runs.test.dlt";

    private static final KafkaBinding BINDING = new KafkaBinding("/test");

    private Records() {}

    public static RetryChain chain(Duration... delays) {
        return new RetryChain(new GroupTopics(Topics.RUNS, "test"), List.of(delays));
    }

    public static RunDeleted event(long version) {
        return new RunDeleted(UserId.of(0, 0, 1), new UUID(0, 2), version);
    }

    public static ProducerRecord<byte[], byte[]> sent(long version) {
        return BINDING.write(Topics.RUNS, event(version), Instant.EPOCH, null);
    }

    public static ConsumerRecord<byte[], byte[]> record(int partition, long offset, long version) {
        return in(Topics.RUNS.name(), partition, offset, version);
    }

    public static ConsumerRecord<byte[], byte[]> in(String topic, int partition, long offset, long version) {
        ProducerRecord<byte[], byte[]> sent = sent(version);
        return received(topic, partition, offset, sent);
    }

    /** Its timestamp is 1970. */
    public static ConsumerRecord<byte[], byte[]> received(
            String topic, int partition, long offset, ProducerRecord<byte[], byte[]> sent) {
        return new ConsumerRecord<>(
                topic,
                partition,
                offset,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                sent.key(),
                sent.value(),
                sent.headers(),
                Optional.empty());
    }

    public static ConsumerRecord<byte[], byte[]> garbage(int partition, long offset) {
        return new ConsumerRecord<>(Topics.RUNS.name(), partition, offset, new byte[] {1}, new byte[] {2});
    }

    /** Partition 0, offsets and versions from 1. */
    public static List<ConsumerRecord<byte[], byte[]>> upTo(int count) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int n = 1; n <= count; n++) {
            records.add(record(0, n, n));
        }
        return records;
    }

    /** Returns the headers as text, by name; of a name that comes twice, both values with a bar between. */
    public static TreeMap<String, String> text(Headers headers) {
        TreeMap<String, String> text = new TreeMap<>();
        headers.forEach(header -> text.merge(
                header.key(), new String(header.value(), StandardCharsets.UTF_8), (one, two) -> one + "|" + two));
        return text;
    }
}
