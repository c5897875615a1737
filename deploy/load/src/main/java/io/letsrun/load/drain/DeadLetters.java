package io.letsrun.load.drain;

import io.letsrun.contracts.delivery.FailureHeaders;
import io.letsrun.contracts.event.KafkaBinding;
import io.letsrun.contracts.event.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A dead-letter topic, as it was at some moment.
 *
 * @param ends of its partitions at that moment
 */
record DeadLetters(String bootstrapServers, Map<TopicPartition, Long> ends) {

    private static final Duration POLL = Duration.ofMillis(200);

    static DeadLetters in(String bootstrapServers, Topic topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(bootstrapServers)) {
            return new DeadLetters(
                    bootstrapServers,
                    consumer.endOffsets(consumer.partitionsFor(topic.name()).stream()
                            .map(partition -> new TopicPartition(topic.name(), partition.partition()))
                            .toList()));
        }
    }

    /** How many have come since that moment, by the reason they tell. */
    Map<String, Long> since() {
        Map<String, Long> reasons = new HashMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(bootstrapServers)) {
            consumer.assign(List.copyOf(ends.keySet()));
            ends.forEach(consumer::seek);
            Map<TopicPartition, Long> now = consumer.endOffsets(ends.keySet());
            while (now.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL)
                        .forEach(record -> reasons.merge(
                                String.valueOf(KafkaBinding.header(record.headers(), FailureHeaders.REASON)),
                                1L,
                                Long::sum));
            }
        }
        return reasons;
    }

    private static KafkaConsumer<byte[], byte[]> consumer(String bootstrapServers) {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
