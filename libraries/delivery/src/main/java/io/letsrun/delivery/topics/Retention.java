package io.letsrun.delivery.topics;

import io.letsrun.contracts.delivery.ConsumerGroups;
import io.letsrun.contracts.delivery.GroupTopics;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * Deletes what is older than it has to be kept, and has been read by every group that has to read it. What a group has not read
 * stays, however old it is.
 *
 * <p>To delete up to an offset twice is the same as once, so several processes may do this at a time.
 */
record Retention(Collection<GroupTopics> groups, Duration keep, Clock clock) {

    private static final long PATIENCE_SECONDS = 30;

    /**
     * What was found and done.
     *
     * @param deleted how many offsets went, by topic; 0 for a topic that lost none
     * @param unread where each group has to go on in each partition that holds something it has not read
     */
    record Report(Map<String, Long> deleted, Map<GroupPartition, Long> unread) {}

    record GroupPartition(String group, TopicPartition partition) {}

    Report run(Admin admin) throws ExecutionException, TimeoutException, InterruptedException {
        Map<String, Set<String>> readers = readers(answer(admin.listTopics().names()));
        Map<String, Map<TopicPartition, OffsetAndMetadata>> committed =
                committed(admin, readers.values().stream().flatMap(Set::stream).collect(Collectors.toSet()));
        Set<TopicPartition> partitions = partitions(admin, readers.keySet());
        Map<TopicPartition, Long> begins = offsets(admin, partitions, partition -> OffsetSpec.earliest());
        Map<TopicPartition, Long> ends = offsets(admin, partitions, partition -> OffsetSpec.latest());
        OffsetSpec notBefore = OffsetSpec.forTimestamp(clock.millis() - keep.toMillis());
        Map<TopicPartition, Long> firstYoung = offsets(admin, partitions, partition -> notBefore);

        Map<GroupPartition, Long> unread = new HashMap<>();
        Map<TopicPartition, RecordsToDelete> deletions = new HashMap<>();
        Map<String, Long> deleted = new HashMap<>();
        for (TopicPartition partition : partitions) {
            long begin = begins.getOrDefault(partition, 0L);
            long end = ends.getOrDefault(partition, 0L);
            long kept = firstYoung.getOrDefault(partition, -1L);
            long upTo = kept < 0 ? end : kept;
            for (String group : readers.getOrDefault(partition.topic(), Set.of())) {
                long next = Math.max(begin, next(committed, group, partition));
                upTo = Math.min(upTo, next);
                if (next < end) {
                    unread.put(new GroupPartition(group, partition), next);
                }
            }
            deleted.merge(partition.topic(), Math.max(0, upTo - begin), Long::sum);
            if (upTo > begin) {
                deletions.put(partition, RecordsToDelete.beforeOffset(upTo));
            }
        }
        answer(admin.deleteRecords(deletions).all());
        return new Report(deleted, unread);
    }

    /** Returns, for each topic that exists, which groups have to read it. A compacted topic keeps the last record of each key for good. */
    private Map<String, Set<String>> readers(Set<String> topics) {
        Map<String, Set<String>> readers = new HashMap<>();
        for (GroupTopics group : groups) {
            String main = group.topic().name();
            String retry = group.retry().name();
            for (String topic : topics) {
                if (topic.equals(main) && !group.topic().compacted()
                        || topic.equals(retry)
                        || topic.startsWith(retry + "-")) {
                    readers.computeIfAbsent(topic, none -> new HashSet<>()).add(group.group());
                } else if (topic.equals(group.deadLetters().name())) {
                    readers.computeIfAbsent(topic, none -> new HashSet<>()).add(ConsumerGroups.DEAD_LETTER_INDEX);
                }
            }
        }
        return readers;
    }

    private static long next(
            Map<String, Map<TopicPartition, OffsetAndMetadata>> committed, String group, TopicPartition partition) {
        OffsetAndMetadata offset = committed.getOrDefault(group, Map.of()).get(partition);
        return offset == null ? 0 : offset.offset();
    }

    private static Map<String, Map<TopicPartition, OffsetAndMetadata>> committed(Admin admin, Set<String> groups)
            throws ExecutionException, TimeoutException, InterruptedException {
        Map<String, ListConsumerGroupOffsetsSpec> asked = new HashMap<>();
        groups.forEach(group -> asked.put(group, new ListConsumerGroupOffsetsSpec()));
        return asked.isEmpty()
                ? Map.of()
                : answer(admin.listConsumerGroupOffsets(asked).all());
    }

    private static Set<TopicPartition> partitions(Admin admin, Set<String> topics)
            throws ExecutionException, TimeoutException, InterruptedException {
        Set<TopicPartition> partitions = new HashSet<>();
        answer(admin.describeTopics(topics).allTopicNames())
                .forEach((name, topic) -> topic.partitions()
                        .forEach(partition -> partitions.add(new TopicPartition(name, partition.partition()))));
        return partitions;
    }

    private static Map<TopicPartition, Long> offsets(
            Admin admin, Set<TopicPartition> partitions, Function<TopicPartition, OffsetSpec> spec)
            throws ExecutionException, TimeoutException, InterruptedException {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        partitions.forEach(partition -> asked.put(partition, spec.apply(partition)));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        answer(admin.listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                        .all())
                .forEach((partition, found) -> offsets.put(partition, found.offset()));
        return offsets;
    }

    private static <T> T answer(KafkaFuture<T> future)
            throws ExecutionException, TimeoutException, InterruptedException {
        return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
