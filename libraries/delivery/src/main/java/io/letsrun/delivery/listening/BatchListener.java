package io.letsrun.delivery.listening;

import io.letsrun.delivery.batch.BatchDelivery;
import io.letsrun.delivery.deadletter.FailurePublisher;
import io.letsrun.delivery.metrics.DeliveryMetrics;
import io.letsrun.delivery.retry.DependencyDown;
import io.letsrun.delivery.retry.RetryChain;
import io.letsrun.delivery.retry.RetrySchedule;
import io.letsrun.delivery.retry.Verdict;
import io.letsrun.delivery.tracing.BatchTrace;
import io.letsrun.delivery.tracing.BatchTracing;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.BatchAcknowledgingConsumerAwareMessageListener;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.springframework.kafka.support.Acknowledgment;
import reactor.core.publisher.Mono;

/**
 * The one place where a Kafka thread waits for storage. It commits by itself, after the batch is stored and after the brokers
 * have acknowledged what goes to another topic. The container's acknowledgement is not used: it knows only whole batches, and a
 * part of a retry tier's batch may not be due.
 */
final class BatchListener
        implements BatchAcknowledgingConsumerAwareMessageListener<byte[], byte[]>, ConsumerAwareRebalanceListener {

    private final RetryChain chain;
    private final BatchDelivery<?> delivery;
    private final FailurePublisher failures;
    private final RetrySchedule schedule;
    private final PartitionPauses pauses;
    private final PartitionOutages outages;
    private final DeliveryMetrics metrics;
    private final BatchTracing tracing;
    private final Duration timeout;

    /** What this consumer's thread has settled but could not commit, as in a rebalance: only the commit is repeated. */
    private final ThreadLocal<@Nullable Settled> uncommitted = new ThreadLocal<>();

    /** The partitions of batches that were handed over and are not committed. */
    private final Set<TopicPartition> inHand = ConcurrentHashMap.newKeySet();

    /** @param timeout for storage, and then once more for publishing */
    BatchListener(
            RetryChain chain,
            BatchDelivery<?> delivery,
            FailurePublisher failures,
            RetrySchedule schedule,
            PartitionPauses pauses,
            PartitionOutages outages,
            DeliveryMetrics metrics,
            BatchTracing tracing,
            Duration timeout) {
        this.chain = chain;
        this.delivery = delivery;
        this.failures = failures;
        this.schedule = schedule;
        this.pauses = pauses;
        this.outages = outages;
        this.metrics = metrics;
        this.tracing = tracing;
        this.timeout = timeout;
    }

    @Override
    public void onMessage(
            List<ConsumerRecord<byte[], byte[]>> records,
            @Nullable Acknowledgment unused,
            @Nullable Consumer<?, ?> consumer) {
        Objects.requireNonNull(consumer, "a consumer-aware listener is given its consumer");
        records.forEach(record -> inHand.add(partition(record)));
        RetrySchedule.Split split = schedule.split(records);
        Map<TopicPartition, RetrySchedule.Wait> waits = new HashMap<>(split.waits());
        if (!split.due().isEmpty()) {
            waits.putAll(settle(split.due(), consumer)); // what was due is in front of what is not
        }
        waits.forEach((partition, wait) -> pauses.pause(consumer, partition, wait));
        schedule.settled(records, waits);
        metrics.lag().settled(consumer);
        records.forEach(record -> inHand.remove(partition(record)));
    }

    /** Nothing came for a while. */
    void idle(Consumer<?, ?> consumer) {
        if (ReadPositions.commit(consumer, inHand)) {
            metrics.lag().settled(consumer);
        }
    }

    private static TopicPartition partition(ConsumerRecord<?, ?> record) {
        return new TopicPartition(record.topic(), record.partition());
    }

    /** Returns where partitions go on that have to wait in an outage. */
    private Map<TopicPartition, RetrySchedule.Wait> settle(
            List<ConsumerRecord<byte[], byte[]>> due, Consumer<?, ?> consumer) {
        Settled known = uncommitted.get();
        boolean isKnown = known != null && known.is(due);
        BatchTrace trace = isKnown ? BatchTrace.NONE : tracing.begin(due);
        try {
            List<Verdict> verdicts = known != null && isKnown ? known.verdicts() : deliver(due, trace);
            uncommitted.set(new Settled(due, verdicts));
            Set<TopicPartition> committed = commit(due, verdicts, consumer);
            uncommitted.remove();
            trace.settled(verdicts);
            metrics.settled(due, verdicts, committed);
            return outages.settled(due, verdicts, consumer.assignment());
        } catch (DependencyDown e) {
            trace.failed(e);
            metrics.lag().waiting(consumer, due);
            outages.everything(due, consumer.assignment());
            throw e;
        } catch (RuntimeException e) {
            trace.failed(e);
            throw e;
        }
    }

    private List<Verdict> deliver(List<ConsumerRecord<byte[], byte[]>> due, BatchTrace trace) {
        long start = System.nanoTime();
        List<Verdict> verdicts = delivery.deliver(due)
                .timeout(timeout, Mono.error(() -> late("storage")))
                .doOnTerminate(() -> metrics.stored(System.nanoTime() - start))
                .map(all -> chain.last(due, all))
                .flatMap(all -> failures.settle(due, all).timeout(timeout, Mono.error(() -> late("publishing"))))
                .contextWrite(trace::within)
                .block();
        if (verdicts == null) {
            throw new IllegalStateException("no verdicts on a batch");
        }
        return verdicts;
    }

    /**
     * Returns the partitions that are committed. Those that were revoked meanwhile are not: their new owner starts where we last
     * committed.
     */
    private static Set<TopicPartition> commit(
            List<ConsumerRecord<byte[], byte[]>> records, List<Verdict> verdicts, Consumer<?, ?> consumer) {
        Map<TopicPartition, OffsetAndMetadata> commits = new HashMap<>();
        for (int i = 0; i < records.size(); i++) {
            if (!(verdicts.get(i) instanceof Verdict.Waiting)) {
                commits.put(
                        partition(records.get(i)),
                        new OffsetAndMetadata(records.get(i).offset() + 1));
            }
        }
        commits.keySet().retainAll(consumer.assignment());
        if (!commits.isEmpty()) {
            consumer.commitSync(commits);
        }
        return commits.keySet();
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        outages.goOn(partitions);
    }

    @Override
    public void onPartitionsRevokedAfterCommit(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        forget(partitions);
    }

    @Override
    public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        forget(partitions);
    }

    private void forget(Collection<TopicPartition> partitions) {
        metrics.lag().forget(partitions);
        schedule.forget(partitions);
        outages.goOn(partitions);
        inHand.removeAll(partitions);
    }

    private DependencyDown late(String what) {
        return new DependencyDown(new TimeoutException(what + " took longer than " + timeout));
    }

    /** Lets a partition wait while the others go on, and the consumer stays in its group. */
    @FunctionalInterface
    interface PartitionPauses {

        /** The partition goes on at the record that has to wait, when it is due. */
        void pause(Consumer<?, ?> consumer, TopicPartition partition, RetrySchedule.Wait wait);
    }

    private record Settled(List<ConsumerRecord<byte[], byte[]>> records, List<Verdict> verdicts) {

        /** Whether these are the very same records: those that were fetched again are another delivery. */
        boolean is(List<ConsumerRecord<byte[], byte[]>> due) {
            return records.size() == due.size()
                    && records.getFirst() == due.getFirst()
                    && records.getLast() == due.getLast();
        }
    }
}
