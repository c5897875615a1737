package io.letsrun.delivery.listening;

import io.letsrun.delivery.metrics.DeliveryMetrics;
import io.letsrun.delivery.retry.DependencyDown;
import io.letsrun.delivery.retry.RetrySchedule;
import io.letsrun.delivery.retry.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.BackOffExecution;

/**
 * Which partitions wait in an outage. Where the database is distributed, one server may be away while others are not: there each
 * partition has a back-off of its own. Elsewhere, and when the brokers are away, the container's holds ({@link OutageRetry}).
 */
final class PartitionOutages {

    private static final Logger log = LoggerFactory.getLogger(PartitionOutages.class);

    private final Map<TopicPartition, BackOffExecution> waiting = new ConcurrentHashMap<>();
    private final BackOff backOff;
    private final DeliveryMetrics metrics;
    private final Clock clock;

    PartitionOutages(BackOff backOff, DeliveryMetrics metrics, Clock clock) {
        this.backOff = backOff;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Returns where each partition goes on that has to wait, after a batch of which the rest is settled. */
    Map<TopicPartition, RetrySchedule.Wait> settled(
            List<ConsumerRecord<byte[], byte[]>> records, List<Verdict> verdicts, Set<TopicPartition> assigned) {
        Map<TopicPartition, RetrySchedule.Wait> waits = new HashMap<>();
        Set<TopicPartition> all = new HashSet<>();
        for (int i = 0; i < records.size(); i++) {
            ConsumerRecord<?, ?> record = records.get(i);
            TopicPartition partition = new TopicPartition(record.topic(), record.partition());
            all.add(partition);
            if (verdicts.get(i) instanceof Verdict.Waiting outage
                    && assigned.contains(partition)
                    && !waits.containsKey(partition)) {
                waits.put(partition, wait(partition, record.offset(), outage.cause()));
            }
        }
        all.removeAll(waits.keySet());
        goOn(all);
        return waits;
    }

    private RetrySchedule.Wait wait(TopicPartition partition, long offset, DependencyDown outage) {
        long delay =
                waiting.computeIfAbsent(partition, unused -> backOff.start()).nextBackOff();
        metrics.outage(outage.kind());
        metrics.waits(partition, true);
        log.atWarn()
                .addKeyValue("topic", partition.topic())
                .addKeyValue("partition", partition.partition())
                .addKeyValue("offset", offset)
                .addKeyValue("reason", OutageRetry.reason(outage))
                .log(OutageRetry.message(outage.kind(), "the partition"));
        return new RetrySchedule.Wait(offset, clock.millis() + delay, Duration.ofMillis(delay));
    }

    /** The whole batch has to wait. */
    void everything(List<ConsumerRecord<byte[], byte[]>> records, Set<TopicPartition> assigned) {
        records.stream()
                .map(record -> new TopicPartition(record.topic(), record.partition()))
                .filter(assigned::contains)
                .forEach(partition -> metrics.waits(partition, true));
    }

    /** They have nothing to wait for, or are another consumer's now. */
    void goOn(Collection<TopicPartition> partitions) {
        waiting.keySet().removeAll(partitions);
        partitions.forEach(partition -> metrics.waits(partition, false));
    }
}
