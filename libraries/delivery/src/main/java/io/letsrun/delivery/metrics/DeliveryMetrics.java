package io.letsrun.delivery.metrics;

import io.letsrun.delivery.retry.DependencyDown;
import io.letsrun.delivery.retry.RecordHistory;
import io.letsrun.delivery.retry.RetryChain;
import io.letsrun.delivery.retry.RetrySchedule;
import io.letsrun.delivery.retry.RetryStep;
import io.letsrun.delivery.retry.Verdict;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** What became of how many records, how long it took, and how many wait. deploy/observability/METRICS.md tells of each. */
public final class DeliveryMetrics {

    private static final String PREFIX = "letsrun.delivery.";

    private static final Duration[] STORAGE = millis(5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000);
    private static final Duration[] END_TO_END =
            millis(50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000, 300_000);

    private final MeterRegistry registry;
    private final RetryChain chain;
    private final Clock clock;
    private final ConsumerLag lag = new ConsumerLag();
    private final Map<String, TopicCounters> byTopic = new HashMap<>();
    private final DistributionSummary batchSize;
    private final Map<DependencyDown.Kind, Counter> outages = new EnumMap<>(DependencyDown.Kind.class);
    private final Map<TopicPartition, AtomicInteger> waiting = new ConcurrentHashMap<>();
    private final Timer storage;
    private final Timer endToEnd;

    /** @param topics that are consumed together, under the name of the first */
    public DeliveryMetrics(MeterRegistry registry, RetryChain chain, List<String> topics, Clock clock) {
        this.registry = registry;
        this.chain = chain;
        this.clock = clock;
        String name = topics.getFirst();
        for (String topic : topics) {
            registry.gauge(PREFIX + "lag", Tags.of("topic", topic), lag, l -> l.of(topic));
            byTopic.put(topic, new TopicCounters(registry, topic));
            waits(new TopicPartition(topic, 0), false); // there from the start, before any partition is assigned
        }
        this.batchSize = registry.summary(PREFIX + "batch.size", "topic", name);
        for (DependencyDown.Kind kind : DependencyDown.Kind.values()) {
            outages.put(kind, counter(registry, "outages", name, "kind", kind.code()));
        }
        this.storage = timer("storage", name, STORAGE);
        this.endToEnd = timer("end.to.end", chain.main(), END_TO_END);
    }

    public static Counter counter(MeterRegistry registry, String name, String topic, String tag, String value) {
        return registry.counter(PREFIX + name, "topic", topic, tag, value);
    }

    private Timer timer(String name, String topic, Duration... buckets) {
        return Timer.builder(PREFIX + name)
                .tag("topic", topic)
                .serviceLevelObjectives(buckets)
                .register(registry);
    }

    private static Duration[] millis(long... buckets) {
        return Arrays.stream(buckets).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
    }

    public ConsumerLag lag() {
        return lag;
    }

    public void oldestDue(String topic, RetrySchedule schedule) {
        registry.gauge(PREFIX + "retry.oldest.due", Tags.of("topic", topic), schedule, due -> due.oldest(topic));
    }

    /** @param nanos from handing a batch to storage until it had its verdicts, or failed */
    public void stored(long nanos) {
        storage.record(nanos, TimeUnit.NANOSECONDS);
    }

    /** @param committed the partitions to count: the new owner of another one gets its records again, and counts them */
    public void settled(
            List<ConsumerRecord<byte[], byte[]>> records, List<Verdict> verdicts, Set<TopicPartition> committed) {
        batchSize.record(records.size());
        long now = clock.millis();
        for (int i = 0; i < records.size(); i++) {
            ConsumerRecord<byte[], byte[]> record = records.get(i);
            if (committed.contains(new TopicPartition(record.topic(), record.partition()))
                    && !(verdicts.get(i) instanceof Verdict.Waiting)) {
                settled(record, verdicts.get(i), now);
            }
        }
    }

    private void settled(ConsumerRecord<byte[], byte[]> record, Verdict verdict, long now) {
        RetryStep step = chain.of(record);
        Objects.requireNonNull(byTopic.get(record.topic())).count(verdict, RecordHistory.replay(record, step) != null);
        if (verdict instanceof Verdict.Stored) {
            endToEnd.record(now - accepted(record, step), TimeUnit.MILLISECONDS);
        }
    }

    /**
     * Returns when the event was published first. The producer stamps a record in the very call that writes its {@code ce_time}, so
     * that the timestamp says the same in a main topic, and needs no parsing, of which there would be 60,000 a second.
     */
    private static long accepted(ConsumerRecord<byte[], byte[]> record, RetryStep step) {
        return step.main()
                ? record.timestamp()
                : RecordHistory.origin(record, step).timestamp();
    }

    /** Tells whether the partition waits in an outage. */
    public void waits(TopicPartition partition, boolean now) {
        waiting.computeIfAbsent(partition, this::waitingGauge).set(now ? 1 : 0);
    }

    private AtomicInteger waitingGauge(TopicPartition partition) {
        AtomicInteger value = new AtomicInteger();
        registry.gauge(
                PREFIX + "waiting",
                Tags.of("topic", partition.topic(), "partition", Integer.toString(partition.partition())),
                value);
        return value;
    }

    public void outage(DependencyDown.Kind kind) {
        Objects.requireNonNull(outages.get(kind)).increment();
    }
}
