package io.letsrun.delivery;

import io.letsrun.contracts.event.KafkaBinding;
import io.letsrun.contracts.event.Topics;
import io.letsrun.contracts.run.RunDeleted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;

/** Records as a consumer receives them: event n has version n. */
final class Records {

    private static final KafkaBinding BINDING = new KafkaBinding("/test");

    private Records() {}

    static RunDeleted event(long version) {
        return new RunDeleted(new UUID(0, 1), new UUID(0, 2), version);
    }

    static ProducerRecord<byte[], byte[]> sent(long version) {
        return BINDING.write(Topics.RUNS, event(version), Instant.EPOCH, null);
    }

    static ConsumerRecord<byte[], byte[]> record(int partition, long offset, long version) {
        ProducerRecord<byte[], byte[]> sent = sent(version);
        return new ConsumerRecord<>(
                sent.topic(),
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

    static ConsumerRecord<byte[], byte[]> garbage(int partition, long offset) {
        return new ConsumerRecord<>(Topics.RUNS.name(), partition, offset, new byte[] {1}, new byte[] {2});
    }

    /** Partition 0, offsets and versions from 1. */
    static List<ConsumerRecord<byte[], byte[]>> upTo(int count) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int n = 1; n <= count; n++) {
            records.add(record(0, n, n));
        }
        return records;
    }
}
