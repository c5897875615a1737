package io.letsrun.delivery;

import io.letsrun.contracts.delivery.ReplayResult;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What became of how many records, and how many wait. The names are in the module's RATIONALE.md. */
final class DeliveryMetrics {

    private static final String PREFIX = "letsrun.delivery.";

    private final MeterRegistry registry;
    private final Lag lag = new Lag();

    DeliveryMetrics(MeterRegistry registry, List<String> topics) {
        this.registry = registry;
        topics.forEach(topic -> registry.gauge(PREFIX + "lag", Tags.of("topic", topic), lag, l -> l.of(topic)));
    }

    Lag lag() {
        return lag;
    }

    void oldestDue(String topic, DueTimes dueTimes) {
        registry.gauge(PREFIX + "retry.oldest.due", Tags.of("topic", topic), dueTimes, due -> due.oldest(topic));
    }

    /** @param committed the partitions to count: the new owner of another one gets its records again, and counts them */
    void settled(
            Stages stages,
            List<ConsumerRecord<byte[], byte[]>> records,
            List<Verdict> verdicts,
            Set<TopicPartition> committed) {
        registry.summary(PREFIX + "batch.size", "topic", records.getFirst().topic())
                .record(records.size());
        Map<Count, Integer> counts = new HashMap<>();
        for (int i = 0; i < records.size(); i++) {
            ConsumerRecord<?, ?> record = records.get(i);
            if (!committed.contains(new TopicPartition(record.topic(), record.partition()))) {
                continue;
            }
            Verdict verdict = verdicts.get(i);
            counts.merge(new Count("records", record.topic(), "outcome", verdict.outcome()), 1, Integer::sum);
            if (verdict instanceof Verdict.Dead dead) {
                counts.merge(
                        new Count(
                                "dead.letters",
                                record.topic(),
                                "reason",
                                dead.reason().code()),
                        1,
                        Integer::sum);
            }
            String replay = replay(stages.of(record), record, verdict);
            if (replay != null) {
                counts.merge(new Count("replays", record.topic(), "outcome", replay), 1, Integer::sum);
            }
        }
        counts.forEach((count, n) -> registry.counter(
                        PREFIX + count.name(), "topic", count.topic(), count.tag(), count.value())
                .increment(n));
    }

    private static @Nullable String replay(Stage stage, ConsumerRecord<?, ?> record, Verdict verdict) {
        if (Settlement.replay(record, stage) == null) {
            return null;
        }
        return switch (verdict) {
            case Verdict.Stored stored -> ReplayResult.APPLIED;
            case Verdict.Retry retry -> null;
            case Verdict.Dead dead -> ReplayResult.FAILED_AGAIN;
        };
    }

    void outage(String topic) {
        registry.counter(PREFIX + "outages", "topic", topic).increment();
    }

    private record Count(String name, String topic, String tag, String value) {}
}
