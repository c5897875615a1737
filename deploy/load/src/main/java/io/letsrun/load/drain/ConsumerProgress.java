package io.letsrun.load.drain;

import io.letsrun.local.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** How far a consumer group is, by the offsets it committed, which it does only after storage. */
final class ConsumerProgress implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final Duration TELL = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMillis(100);

    private final Admin admin;

    ConsumerProgress(String bootstrapServers) {
        this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    }

    /** The records of the topic that the group has not committed. */
    long lag(String group, String topic) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        for (TopicDescription description :
                admin.describeTopics(List.of(topic)).allTopicNames().get().values()) {
            description
                    .partitions()
                    .forEach(p -> latest.put(new TopicPartition(topic, p.partition()), OffsetSpec.latest()));
        }
        return admin
                .listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all()
                .get()
                .entrySet()
                .stream()
                .mapToLong(end -> {
                    OffsetAndMetadata offset = committed.get(end.getKey());
                    return end.getValue().offset() - (offset == null ? 0 : offset.offset());
                })
                .sum();
    }

    /**
     * Waits until nothing of an earlier load waits any more, which would be counted as this one's.
     *
     * @param told how far it is, every few seconds
     * @throws Refusal when it takes too long
     */
    void awaitDrained(Workload workload, Consumer<String> told) throws ExecutionException, InterruptedException {
        String topic = workload.topic().name();
        Instant end = Instant.now().plus(PATIENCE);
        Instant next = Instant.now();
        for (long lag = lag(workload.service(), topic); lag > 0; lag = lag(workload.service(), topic)) {
            if (Instant.now().isAfter(end)) {
                throw new Refusal(topic + " still has " + lag + " records of an earlier load after "
                        + PATIENCE.toMinutes() + " minutes; try again when ./letsrun status is well.");
            }
            if (Instant.now().isAfter(next)) {
                told.accept(String.format(
                        Locale.ROOT,
                        "%s: %,d records of an earlier load are still being stored; this one begins after them",
                        topic,
                        lag));
                next = Instant.now().plus(TELL);
            }
            Thread.sleep(LOOK);
        }
    }

    /** Watches until everything is committed; what was stored before the last {@code count} records is below zero. */
    Samples watch(Workload workload, long count) throws ExecutionException, InterruptedException {
        Samples samples = new Samples();
        Instant end = Instant.now().plus(PATIENCE);
        long lag;
        do {
            lag = lag(workload.service(), workload.topic().name());
            samples.add(Instant.now(), count - lag);
            Thread.sleep(LOOK);
        } while (lag > 0 && Instant.now().isBefore(end));
        return samples;
    }

    @Override
    public void close() {
        admin.close();
    }
}
