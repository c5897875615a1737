package io.letsrun.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Counts records by outcome, and shows how many partitions stand still at a record that cannot be stored. */
final class DeliveryMetrics {

    private final MeterRegistry registry;
    private final String topic;
    private final Set<TopicPartition> stopped = ConcurrentHashMap.newKeySet();

    DeliveryMetrics(MeterRegistry registry, String topic) {
        this.registry = registry;
        this.topic = topic;
        registry.gauge("letsrun.delivery.stopped.partitions", Tags.of("topic", topic), stopped, Set::size);
    }

    void delivered(List<ConsumerRecord<byte[], byte[]>> records, List<Verdict> verdicts) {
        registry.summary("letsrun.delivery.batch.size", "topic", topic).record(records.size());
        Map<String, Integer> outcomes = new HashMap<>();
        verdicts.forEach(verdict -> outcomes.merge(verdict.outcome(), 1, Integer::sum));
        outcomes.forEach(
                (outcome, count) -> registry.counter("letsrun.delivery.records", "topic", topic, "outcome", outcome)
                        .increment(count));
    }

    void stopped(TopicPartition partition) {
        stopped.add(partition);
    }

    void outage() {
        registry.counter("letsrun.delivery.outages", "topic", topic).increment();
    }
}
