package io.letsrun.delivery.topics;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Looks at the first record that a group has not read in each partition, to know how old it is. */
final class OldestUnread {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final int POLLS = 25;

    private OldestUnread() {}

    /**
     * Returns the time stamp of the oldest unread record by group and topic, in milliseconds since 1970.
     *
     * @param consumer in no group
     */
    static Map<GroupTopic, Long> of(Consumer<byte[], byte[]> consumer, Map<Retention.GroupPartition, Long> unread) {
        Map<GroupTopic, Long> oldest = new HashMap<>();
        Map<String, Map<TopicPartition, Long>> byGroup = new HashMap<>();
        unread.forEach((where, offset) ->
                byGroup.computeIfAbsent(where.group(), none -> new HashMap<>()).put(where.partition(), offset));
        byGroup.forEach((group, offsets) -> timestamps(consumer, offsets)
                .forEach((partition, timestamp) ->
                        oldest.merge(new GroupTopic(group, partition.topic()), timestamp, Math::min)));
        return oldest;
    }

    record GroupTopic(String group, String topic) {}

    private static Map<TopicPartition, Long> timestamps(
            Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> offsets) {
        consumer.assign(offsets.keySet());
        offsets.forEach(consumer::seek);
        Map<TopicPartition, Long> timestamps = new HashMap<>();
        Set<TopicPartition> open = new HashSet<>(offsets.keySet());
        for (int poll = 0; poll < POLLS && !open.isEmpty(); poll++) {
            for (ConsumerRecord<?, ?> record : consumer.poll(POLL)) {
                TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                if (open.remove(partition)) {
                    timestamps.put(partition, record.timestamp());
                    consumer.pause(Set.of(partition));
                }
            }
        }
        return timestamps;
    }
}
