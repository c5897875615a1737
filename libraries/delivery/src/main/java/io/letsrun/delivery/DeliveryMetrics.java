package io.letsrun.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** What became of how many records, how long it took, and how many wait. deploy/observability/METRICS.md tells of each. */
final class DeliveryMetrics {

    private static final String PREFIX = "letsrun.delivery.";

    private static final Duration[] STORAGE = {
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30)
    };

    private static final Duration[] END_TO_END = {
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofMinutes(1),
        Duration.ofMinutes(5)
    };

    private final MeterRegistry registry;
    private final Stages stages;
    private final Clock clock;
    private final Lag lag = new Lag();
    private final Map<String, TopicMeters> byTopic = new HashMap<>();
    private final DistributionSummary batchSize;
    private final Counter outages;
    private final Timer storage;
    private final Timer endToEnd;

    /** @param topics that are consumed together, under the name of the first */
    DeliveryMetrics(MeterRegistry registry, Stages stages, List<String> topics, Clock clock) {
        this.registry = registry;
        this.stages = stages;
        this.clock = clock;
        String name = topics.getFirst();
        for (String topic : topics) {
            registry.gauge(PREFIX + "lag", Tags.of("topic", topic), lag, l -> l.of(topic));
            byTopic.put(topic, new TopicMeters(registry, topic));
        }
        this.batchSize = registry.summary(PREFIX + "batch.size", "topic", name);
        this.outages = registry.counter(PREFIX + "outages", "topic", name);
        this.storage = timer("storage", name, STORAGE);
        this.endToEnd = timer("end.to.end", stages.main(), END_TO_END);
    }

    static Counter counter(MeterRegistry registry, String name, String topic, String tag, String value) {
        return registry.counter(PREFIX + name, "topic", topic, tag, value);
    }

    private Timer timer(String name, String topic, Duration... buckets) {
        return Timer.builder(PREFIX + name)
                .tag("topic", topic)
                .serviceLevelObjectives(buckets)
                .register(registry);
    }

    Lag lag() {
        return lag;
    }

    void oldestDue(String topic, DueTimes dueTimes) {
        registry.gauge(PREFIX + "retry.oldest.due", Tags.of("topic", topic), dueTimes, due -> due.oldest(topic));
    }

    /** @param nanos from handing a batch to storage until it had its verdicts, or failed */
    void stored(long nanos) {
        storage.record(nanos, TimeUnit.NANOSECONDS);
    }

    /** @param committed the partitions to count: the new owner of another one gets its records again, and counts them */
    void settled(List<ConsumerRecord<byte[], byte[]>> records, List<Verdict> verdicts, Set<TopicPartition> committed) {
        batchSize.record(records.size());
        long now = clock.millis();
        for (int i = 0; i < records.size(); i++) {
            ConsumerRecord<byte[], byte[]> record = records.get(i);
            if (committed.contains(new TopicPartition(record.topic(), record.partition()))) {
                settled(record, verdicts.get(i), now);
            }
        }
    }

    private void settled(ConsumerRecord<byte[], byte[]> record, Verdict verdict, long now) {
        Stage stage = stages.of(record);
        Objects.requireNonNull(byTopic.get(record.topic())).count(verdict, Settlement.replay(record, stage) != null);
        if (verdict instanceof Verdict.Stored) {
            endToEnd.record(now - accepted(record, stage), TimeUnit.MILLISECONDS);
        }
    }

    /**
     * Returns when the event was published first. The producer stamps a record in the very call that writes its {@code ce_time}, so
     * that the timestamp says the same in a main topic, and needs no parsing, of which there would be 60,000 a second.
     */
    private static long accepted(ConsumerRecord<byte[], byte[]> record, Stage stage) {
        return stage.main() ? record.timestamp() : Origin.of(record, stage).timestamp();
    }

    void outage() {
        outages.increment();
    }
}
