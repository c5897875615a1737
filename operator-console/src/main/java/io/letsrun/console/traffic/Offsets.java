package io.letsrun.console.traffic;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * What the brokers said. The groups were asked before the ends, so that no group seems to be ahead of its topic.
 *
 * @param committed for each group that ever committed anything
 */
record Offsets(
        Map<TopicPartition, Long> begins,
        Map<TopicPartition, Long> ends,
        Map<String, Map<TopicPartition, Long>> committed) {

    Sample at(Instant at) {
        Map<String, Long> endOf = new TreeMap<>();
        Map<String, Long> kept = new TreeMap<>();
        ends.forEach((partition, end) -> {
            endOf.merge(partition.topic(), end, Long::sum);
            kept.merge(partition.topic(), Math.max(0, end - begin(partition, end)), Long::sum);
        });
        Map<Flow, Sample.GroupPosition> flows = new java.util.HashMap<>();
        committed.forEach((group, offsets) -> offsets.keySet().stream()
                .map(TopicPartition::topic)
                .distinct()
                .filter(endOf::containsKey)
                .forEach(topic -> flows.put(new Flow(topic, group), progress(topic, offsets))));
        return new Sample(at, endOf, kept, Map.copyOf(flows));
    }

    /** A partition without a commit of the group is read from its beginning. */
    private Sample.GroupPosition progress(String topic, Map<TopicPartition, Long> offsets) {
        return ends.entrySet().stream()
                .filter(end -> end.getKey().topic().equals(topic))
                .map(end -> {
                    long reached = offsets.getOrDefault(end.getKey(), begin(end.getKey(), end.getValue()));
                    return new Sample.GroupPosition(reached, Math.max(0, end.getValue() - reached));
                })
                .reduce(Sample.GroupPosition.NONE, Sample.GroupPosition::plus);
    }

    private long begin(TopicPartition partition, long end) {
        return begins.getOrDefault(partition, end);
    }
}
