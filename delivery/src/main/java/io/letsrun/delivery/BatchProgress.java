package io.letsrun.delivery;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How far each partition of a batch has got.
 *
 * @param commits the offset to go on from: after the partition's last record, or at its first unsettled one
 * @param stops the first unsettled record of each partition that has one
 */
record BatchProgress(Map<TopicPartition, OffsetAndMetadata> commits, Map<TopicPartition, Stop> stops) {

    /** A record that is not settled, and why. */
    record Stop(ConsumerRecord<byte[], byte[]> record, Verdict verdict) {}

    /** @param verdicts one for each record, in the same order; the records of one partition are in its order */
    static BatchProgress of(List<ConsumerRecord<byte[], byte[]>> records, List<Verdict> verdicts) {
        Map<TopicPartition, OffsetAndMetadata> commits = new HashMap<>();
        Map<TopicPartition, Stop> stops = new HashMap<>();
        for (int i = 0; i < records.size(); i++) {
            ConsumerRecord<byte[], byte[]> record = records.get(i);
            TopicPartition partition = new TopicPartition(record.topic(), record.partition());
            if (stops.containsKey(partition)) {
                continue;
            }
            boolean settled = verdicts.get(i).settled();
            commits.put(partition, new OffsetAndMetadata(settled ? record.offset() + 1 : record.offset()));
            if (!settled) {
                stops.put(partition, new Stop(record, verdicts.get(i)));
            }
        }
        return new BatchProgress(commits, stops);
    }
}
