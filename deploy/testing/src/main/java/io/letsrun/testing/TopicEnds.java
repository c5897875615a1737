package io.letsrun.testing;

import io.letsrun.local.process.Pause;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;

/** Where topics end. */
public final class TopicEnds {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private TopicEnds() {}

    /**
     * Returns the offset behind the last record, by partition; 0 where there has been none.
     *
     * @throws ExecutionException with a {@link org.apache.kafka.common.errors.RetriableException} while a topic is not there, or a
     *     partition has no leader
     */
    public static Map<TopicPartition, Long> of(Admin admin, Collection<String> topics)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
        admin.describeTopics(topics)
                .allTopicNames()
                .get()
                .forEach((name, topic) -> topic.partitions()
                        .forEach(partition ->
                                partitions.put(new TopicPartition(name, partition.partition()), OffsetSpec.latest())));
        Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(partitions).all().get().forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    /** Returns when the group has committed the offsets behind all records of the topic. */
    public static void awaitCommitted(String bootstrapServers, String group, String topic) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrapServers))) {
            while (!isCommitted(admin, group, topic)) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError(group + " has not consumed all of " + topic);
                }
                Pause.of(Duration.ofMillis(50));
            }
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Nothing is committed while a broker that was just started has no leaders. */
    private static boolean isCommitted(Admin admin, String group, String topic)
            throws ExecutionException, InterruptedException {
        try {
            return isCommittedNow(admin, group, topic);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RetriableException) {
                return false;
            }
            throw e;
        }
    }

    private static boolean isCommittedNow(Admin admin, String group, String topic)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        return of(admin, List.of(topic)).entrySet().stream()
                .filter(end -> end.getValue() > 0)
                .allMatch(end -> Optional.ofNullable(committed.get(end.getKey()))
                        .filter(offset -> offset.offset() == end.getValue())
                        .isPresent());
    }
}
