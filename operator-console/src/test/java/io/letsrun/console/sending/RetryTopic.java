package io.letsrun.console.sending;

import io.letsrun.console.KnownGroup;
import io.letsrun.contracts.event.KafkaBinding;
import io.letsrun.testing.FreshTopics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What was sent to a group's retry topic. */
record RetryTopic(String servers, String name) {

    void createWithoutGroup() {
        FreshTopics.create(servers, 3, name);
    }

    void create() {
        createWithoutGroup();
        KnownGroup.create(servers, name.split("\\.")[1], name);
    }

    List<ConsumerRecord<byte[], byte[]>> records() {
        Map<String, Object> settings = Map.of("bootstrap.servers", servers);
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    List.of(new TopicPartition(name, 0), new TopicPartition(name, 1), new TopicPartition(name, 2));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            return records;
        }
    }

    List<UUID> ids() {
        return records().stream()
                .map(record -> UUID.fromString(KafkaBinding.header(record.headers(), "x-replay-id")))
                .toList();
    }
}
