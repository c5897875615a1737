package io.letsrun.load.reconcile;

import io.letsrun.contracts.delivery.GroupTopics;
import io.letsrun.contracts.event.Event;
import io.letsrun.contracts.event.KafkaBinding;
import io.letsrun.contracts.event.Topic;
import io.letsrun.testing.FreshTopics;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The topics that records pass through, with nobody who consumes them. */
record Broker(String bootstrapServers) {

    private static final KafkaBinding BINDING = new KafkaBinding("/test");

    void createTopics() {
        String[] names = Arrays.stream(RecordKind.values())
                .map(RecordKind::topics)
                .flatMap(group -> Stream.of(group.topic(), group.retry(), group.retry(0), group.deadLetters()))
                .map(Topic::name)
                .toArray(String[]::new);
        FreshTopics.create(bootstrapServers, 1, names);
    }

    /** Returns where it is. */
    RecordMetadata publish(Topic topic, Event event) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers, "acks", "all");
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            return producer.send(BINDING.write(topic, event, Instant.now(), null))
                    .get(20, TimeUnit.SECONDS);
        }
    }

    /** As the group commits what it has settled, this record included. */
    void commit(GroupTopics group, RecordMetadata record) throws Exception {
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrapServers))) {
            admin.alterConsumerGroupOffsets(
                            group.group(),
                            Map.of(
                                    new TopicPartition(record.topic(), record.partition()),
                                    new OffsetAndMetadata(record.offset() + 1)))
                    .all()
                    .get(20, TimeUnit.SECONDS);
        }
    }
}
