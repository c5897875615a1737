package io.letsrun.console.traffic;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * One measurement.
 *
 * @param ends each topic's end offsets, summed
 * @param kept how many records each topic holds
 * @param flows how far every group has come
 */
record Sample(Instant at, Map<String, Long> ends, Map<String, Long> kept, Map<Flow, GroupPosition> flows) {

    /**
     * Returns what the brokers said. The groups were asked before the ends, so that no group seems to be ahead of its topic.
     *
     * @param committed for each group that ever committed anything
     */
    static Sample of(
            Instant at,
            Map<TopicPartition, Long> begins,
            Map<TopicPartition, Long> ends,
            Map<String, Map<TopicPartition, Long>> committed) {
        Map<String, Long> endOf = new TreeMap<>();
        Map<String, Long> kept = new TreeMap<>();
        Map<Flow, GroupPosition> flows = new HashMap<>();
        ends.forEach((partition, end) -> {
            String topic = partition.topic();
            long begin = begins.getOrDefault(partition, end);
            endOf.merge(topic, end, Long::sum);
            kept.merge(topic, Math.max(0, end - begin), Long::sum);
            committed.forEach((group, offsets) -> {
                if (offsets.keySet().stream().anyMatch(known -> known.topic().equals(topic))) {
                    // A partition without a commit of the group is read from its beginning.
                    long reached = offsets.getOrDefault(partition, begin);
                    GroupPosition position = GroupPosition.of(partition.partition(), reached, end);
                    flows.merge(new Flow(topic, group), position, GroupPosition::plus);
                }
            });
        });
        return new Sample(at, endOf, kept, Map.copyOf(flows));
    }

    /**
     * How far a group has come in a topic, over all partitions.
     *
     * @param committed the sum of its offsets
     * @param lag how many records it has not committed yet
     * @param behind the offsets of the partitions that have any of those
     */
    record GroupPosition(long committed, long lag, Map<Integer, Long> behind) {

        static final GroupPosition NONE = new GroupPosition(0, 0, Map.of());

        /** @param end of the partition; the group may seem to be ahead of it */
        static GroupPosition of(int partition, long committed, long end) {
            return end > committed
                    ? new GroupPosition(committed, end - committed, Map.of(partition, committed))
                    : new GroupPosition(committed, 0, Map.of());
        }

        GroupPosition plus(GroupPosition other) {
            Map<Integer, Long> both = new TreeMap<>(behind);
            both.putAll(other.behind);
            return new GroupPosition(committed + other.committed, lag + other.lag, both);
        }
    }
}
