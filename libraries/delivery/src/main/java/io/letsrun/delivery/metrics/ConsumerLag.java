package io.letsrun.delivery.metrics;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** How many records of its partitions this process has not settled yet. */
public final class ConsumerLag {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Map<TopicPartition, Long> behind = new ConcurrentHashMap<>();

    /** After a batch is settled: asks the consumer, which knows without asking the broker. */
    public void settled(Consumer<?, ?> consumer) {
        for (TopicPartition partition : consumer.assignment()) {
            consumer.currentLag(partition).ifPresent(records -> behind.put(partition, records));
        }
    }

    /** While a batch cannot be settled: nothing is fetched, so the broker is asked. It may be what is away. */
    public void waiting(Consumer<?, ?> consumer, List<ConsumerRecord<byte[], byte[]>> batch) {
        Map<TopicPartition, Long> first = new HashMap<>();
        batch.forEach(
                record -> first.putIfAbsent(new TopicPartition(record.topic(), record.partition()), record.offset()));
        try {
            Set<TopicPartition> partitions = consumer.assignment();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
            for (TopicPartition partition : partitions) {
                Long from = first.get(partition);
                long next = from == null ? consumer.position(partition, PATIENCE) : from;
                behind.put(partition, ends.getOrDefault(partition, next) - next);
            }
        } catch (KafkaException e) {
            // What was known before the outage stays the best that is known.
        }
    }

    public void forget(Collection<TopicPartition> partitions) {
        behind.keySet().removeAll(partitions);
    }

    long of(String topic) {
        return behind.entrySet().stream()
                .filter(entry -> entry.getKey().topic().equals(topic))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
