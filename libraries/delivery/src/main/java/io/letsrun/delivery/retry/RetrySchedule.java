package io.letsrun.delivery.retry;

import io.letsrun.edge.clock.BrokerClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;

/**
 * Which records of the retry tiers may be tried now, and which have to wait.
 *
 * <p>A record is due its tier's delay after the broker stamped it, so it needs no header, and the sender's clock does not matter.
 * All records of a topic wait equally long, so none is due before the one in front of it.
 */
public final class RetrySchedule {

    private final RetryChain chain;
    private final BrokerClock clock;
    private final Map<TopicPartition, Long> oldest = new ConcurrentHashMap<>();

    public RetrySchedule(RetryChain chain, BrokerClock clock) {
        this.chain = chain;
        this.clock = clock;
    }

    /**
     * A batch in two parts.
     *
     * @param due what may be tried
     * @param waits where each partition goes on that has to wait
     */
    public record Split(List<ConsumerRecord<byte[], byte[]>> due, Map<TopicPartition, Wait> waits) {}

    /**
     * @param offset of the first record that is not due
     * @param dueMillis when it is, since 1970
     * @param delay how long from now
     */
    public record Wait(long offset, long dueMillis, Duration delay) {}

    public Split split(List<ConsumerRecord<byte[], byte[]>> records) {
        ConsumerRecord<?, ?> last = records.getLast();
        if (last.timestampType() == TimestampType.LOG_APPEND_TIME) {
            clock.received(last.timestamp());
        }
        long now = clock.millis();
        List<ConsumerRecord<byte[], byte[]>> due = new ArrayList<>(records.size());
        Map<TopicPartition, Wait> waits = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            long delay = chain.of(record).delay().toMillis();
            if (delay == 0 || !waits(record, delay, now, waits)) {
                due.add(record);
            }
        }
        return new Split(due, waits);
    }

    private boolean waits(ConsumerRecord<?, ?> record, long delay, long now, Map<TopicPartition, Wait> waits) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        long dueMillis = record.timestamp() + delay;
        oldest.merge(partition, dueMillis, Math::min);
        if (waits.containsKey(partition)) {
            return true;
        }
        // A publisher whose clock is ahead by more than the delay is not waited for.
        if (dueMillis <= now || record.timestamp() > now + delay) {
            return false;
        }
        waits.put(partition, new Wait(record.offset(), dueMillis, Duration.ofMillis(dueMillis - now)));
        return true;
    }

    /** What was due is settled; what waits is the oldest now. */
    public void settled(List<ConsumerRecord<byte[], byte[]>> records, Map<TopicPartition, Wait> waits) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            oldest.remove(new TopicPartition(record.topic(), record.partition()));
        }
        waits.forEach((partition, wait) -> oldest.put(partition, wait.dueMillis()));
    }

    public void forget(Collection<TopicPartition> partitions) {
        oldest.keySet().removeAll(partitions);
    }

    /** Returns when the oldest known record of the topic is, or was, due, in seconds since 1970; NaN when none waits. */
    public double oldest(String topic) {
        return oldest.entrySet().stream()
                .filter(entry -> entry.getKey().topic().equals(topic))
                .mapToLong(Map.Entry::getValue)
                .min()
                .stream()
                .mapToDouble(millis -> millis / 1_000.0)
                .findFirst()
                .orElse(Double.NaN);
    }
}
