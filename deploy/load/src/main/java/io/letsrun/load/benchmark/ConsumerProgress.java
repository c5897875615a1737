package io.letsrun.load.benchmark;

import io.letsrun.local.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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

    private static final Duration TELL = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMillis(100);

    private final Admin admin;
    private final Duration patience;

    ConsumerProgress(String bootstrapServers) {
        this(bootstrapServers, Duration.ofMinutes(15));
    }

    ConsumerProgress(String bootstrapServers, Duration patience) {
        this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
        this.patience = patience;
    }

    /** How many records of the topics the group has not committed. */
    private long lag(String group, Set<String> topics) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> committed = committed(group);
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        for (TopicDescription topic :
                admin.describeTopics(topics).allTopicNames().get().values()) {
            topic.partitions()
                    .forEach(p -> latest.put(new TopicPartition(topic.name(), p.partition()), OffsetSpec.latest()));
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

    private Map<TopicPartition, OffsetAndMetadata> committed(String group)
            throws ExecutionException, InterruptedException {
        return admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
    }

    /**
     * Waits until the group has stored everything, in its retry topics too.
     *
     * @param told how far it is, every few seconds
     * @throws Refusal when it takes too long
     */
    void awaitDrained(String group, String topic, Consumer<String> told)
            throws ExecutionException, InterruptedException {
        Set<String> topics = new HashSet<>(List.of(topic));
        committed(group).keySet().forEach(partition -> topics.add(partition.topic()));
        Instant end = Instant.now().plus(patience);
        Instant next = Instant.now();
        for (long lag = lag(group, topics); lag > 0; lag = lag(group, topics)) {
            if (Instant.now().isAfter(end)) {
                throw new Refusal(group + " still has to store " + lag + " records of an earlier load after "
                        + patience.toSeconds() + " s; is it running? See ./letsrun status.");
            }
            if (Instant.now().isAfter(next)) {
                told.accept(String.format(
                        Locale.ROOT, "waiting until %s has stored %,d records of an earlier load", group, lag));
                next = Instant.now().plus(TELL);
            }
            Thread.sleep(LOOK);
        }
    }

    /** Watches until the topic is drained; records stored before the last {@code count} count below zero. */
    Samples watch(String group, String topic, long count) throws ExecutionException, InterruptedException {
        Samples samples = new Samples();
        Instant end = Instant.now().plus(patience);
        long lag;
        do {
            lag = lag(group, Set.of(topic));
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
