package io.letsrun.load.stack;

import io.letsrun.local.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** How far a consumer group is in a topic, by the offsets it commits, which it does only after storage. */
public final class GroupProgress implements AutoCloseable {

    private static final Duration TELL = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMillis(100);

    private final Admin admin;

    /** @param patience how long the brokers may take for an answer */
    public GroupProgress(String bootstrapServers, Duration patience) {
        int millis = (int) patience.toMillis();
        this.admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                millis,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                millis));
    }

    /**
     * A group at one moment.
     *
     * @param settled records of the main topic that it has stored or dead-lettered
     * @param lag records that wait for it, in its retry topics too
     */
    public record Position(long settled, long lag) {}

    public Position of(String group, String topic) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        Set<String> topics = new HashSet<>(Set.of(topic));
        committed.keySet().stream()
                .map(TopicPartition::topic)
                .filter(each -> each.startsWith(topic + "." + group))
                .forEach(topics::add);
        Map<TopicPartition, OffsetSpec> latest = admin.describeTopics(topics).allTopicNames().get().values().stream()
                .flatMap(each -> each.partitions().stream()
                        .map(partition -> new TopicPartition(each.name(), partition.partition())))
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        long settled = 0;
        long lag = 0;
        for (var end : admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all()
                .get()
                .entrySet()) {
            OffsetAndMetadata offset = committed.get(end.getKey());
            long done = offset == null ? 0 : offset.offset();
            long waiting = end.getValue().offset() - done;
            lag += waiting;
            // What went to a retry topic is settled in the main topic, and waits there.
            settled += end.getKey().topic().equals(topic) ? done : -waiting;
        }
        return new Position(settled, lag);
    }

    /**
     * Waits until the group has stored everything.
     *
     * @param told how far it is, every few seconds
     * @throws Refusal when it takes too long
     */
    public void awaitNone(String group, String topic, Duration within, Consumer<String> told)
            throws ExecutionException, InterruptedException {
        Instant end = Instant.now().plus(within);
        Instant next = Instant.now();
        for (long lag = of(group, topic).lag(); lag > 0; lag = of(group, topic).lag()) {
            if (Instant.now().isAfter(end)) {
                throw new Refusal(group + " still has to store " + lag + " records of an earlier load after "
                        + within.toSeconds() + " s; is it running? See ./letsrun status.");
            }
            if (Instant.now().isAfter(next)) {
                told.accept(String.format(
                        Locale.ROOT, "waiting until %s has stored %,d records of an earlier load", group, lag));
                next = Instant.now().plus(TELL);
            }
            Thread.sleep(LOOK);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
