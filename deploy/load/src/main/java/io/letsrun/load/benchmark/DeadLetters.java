package io.letsrun.load.benchmark;

import io.letsrun.contracts.delivery.FailureHeaders;
import io.letsrun.contracts.event.KafkaBinding;
import io.letsrun.contracts.event.Topic;
import io.letsrun.load.stack.TopicReader;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * A dead-letter topic, as it was at some moment.
 *
 * @param ends of its partitions at that moment
 */
record DeadLetters(String bootstrapServers, Map<TopicPartition, Long> ends) {

    static DeadLetters in(String bootstrapServers, Topic topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = TopicReader.consumer(bootstrapServers)) {
            return new DeadLetters(
                    bootstrapServers,
                    consumer.endOffsets(consumer.partitionsFor(topic.name()).stream()
                            .map(partition -> new TopicPartition(topic.name(), partition.partition()))
                            .toList()));
        }
    }

    /** How many have come since that moment, by their reason. */
    Map<String, Long> since() {
        Map<String, Long> reasons = new HashMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer = TopicReader.consumer(bootstrapServers)) {
            TopicReader.read(
                    consumer,
                    ends,
                    record -> reasons.merge(
                            String.valueOf(KafkaBinding.header(record.headers(), FailureHeaders.REASON)),
                            1L,
                            Long::sum));
        }
        return reasons;
    }
}
