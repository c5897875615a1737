package io.letsrun.delivery;

import io.letsrun.contracts.event.Topic;
import io.letsrun.testing.FreshTopics;
import io.letsrun.testing.Kafka;
import io.letsrun.testing.Sending;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** What a test asks of a broker. */
public final class Broker implements AutoCloseable {

    private final Kafka kafka;
    private final Admin admin;

    public Broker(Kafka kafka) {
        this.kafka = kafka;
        this.admin = Admin.create(Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()));
    }

    public Kafka kafka() {
        return kafka;
    }

    public void send(List<ProducerRecord<byte[], byte[]>> records) {
        Sending.all(kafka.bootstrapServers(), records);
    }

    /** Returns all records of the topic that are there now, by partition and offset; none when there is no topic. */
    public List<ConsumerRecord<byte[], byte[]>> read(Topic topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = IntStream.range(0, partitions(topic))
                    .mapToObj(n -> new TopicPartition(topic.name(), n))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }

    /** Returns 0 when there is no such topic. */
    public int partitions(Topic topic) {
        try {
            return Objects.requireNonNull(admin.describeTopics(List.of(topic.name()))
                            .allTopicNames()
                            .get()
                            .get(topic.name()))
                    .partitions()
                    .size();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return 0;
            }
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public void create(Topic topic, int partitions) {
        FreshTopics.create(kafka.bootstrapServers(), partitions, topic.name());
    }

    public void delete(Topic topic) {
        get(admin.deleteTopics(List.of(topic.name())).all());
    }

    public String config(Topic topic, String name) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
        return Objects.requireNonNull(
                        get(admin.describeConfigs(List.of(resource)).all()).get(resource))
                .get(name)
                .value();
    }

    /** Returns the group's committed offset in each of the partitions; null where there is none. */
    List<@Nullable Long> committed(String group, Topic topic, int partitions) {
        Map<TopicPartition, OffsetAndMetadata> offsets =
                get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        List<@Nullable Long> committed = new ArrayList<>();
        for (int partition = 0; partition < partitions; partition++) {
            OffsetAndMetadata offset = offsets.get(new TopicPartition(topic.name(), partition));
            committed.add(offset == null ? null : offset.offset());
        }
        return committed;
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
