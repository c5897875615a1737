package io.letsrun.delivery.batch;

import io.letsrun.contracts.bucket.UserEvent;
import io.letsrun.contracts.event.Event;
import io.letsrun.delivery.batch.BatchBisection.Item;
import io.letsrun.delivery.retry.DependencyDown;
import io.letsrun.delivery.retry.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Stores a batch bucket by bucket, for a database of several servers, of which one may be away while the others are not.
 *
 * <p>The records of a bucket whose server is away wait, and so do those behind them in their partitions, since a partition is committed in
 * order. A server that does not answer must not use up the batch's time: what is not tried in time waits too.
 */
final class BatchParts<E extends Event> {

    /** Of so many buckets at most the servers are waited for. */
    private static final int PATIENCE = 6;

    private final BatchHandler<E> handler;
    private final Duration timeout;
    private final List<ConsumerRecord<byte[], byte[]>> records;
    private final List<Verdict> verdicts;

    /** The index of the first record that waits, of each partition that has one. */
    private final Map<TopicPartition, Integer> waiting = new HashMap<>();

    private final long began = System.nanoTime();

    /** @param verdicts of the records, in their order; of those to store: stored */
    BatchParts(
            BatchHandler<E> handler,
            Duration timeout,
            List<ConsumerRecord<byte[], byte[]>> records,
            List<Verdict> verdicts) {
        this.handler = handler;
        this.timeout = timeout;
        this.records = records;
        this.verdicts = verdicts;
    }

    /** Returns the verdicts that hold. Does not fail in an outage of the database: then records wait. */
    Mono<List<Verdict>> store(List<Item<E>> items) {
        Map<Integer, List<Item<E>>> buckets = new LinkedHashMap<>();
        items.forEach(item -> buckets.computeIfAbsent(bucket(item.event()), unused -> new ArrayList<>())
                .add(item));
        return Flux.fromIterable(buckets.values()).concatMap(this::storeOrWait).then(Mono.fromSupplier(() -> {
            letWaitWhatIsBehind();
            return verdicts;
        }));
    }

    private static int bucket(Event event) {
        return event instanceof UserEvent of ? of.bucket() : 0;
    }

    private Mono<Void> storeOrWait(List<Item<E>> bucket) {
        List<Item<E>> inFront = bucket.stream().filter(this::isInFront).toList();
        if (System.nanoTime() - began > PATIENCE * timeout.toNanos()) {
            letWait(inFront, late());
            return Mono.empty();
        }
        BatchBisection<E> bisection = new BatchBisection<>(handler, inFront, verdicts);
        return bisection.run().timeout(timeout, Mono.error(this::late)).onErrorResume(DependencyDown.class, outage -> {
            letWait(bisection.unsettled(), outage);
            return Mono.empty();
        });
    }

    private DependencyDown late() {
        return new DependencyDown(new TimeoutException("storage of a bucket took longer than " + timeout));
    }

    private void letWait(List<Item<E>> items, DependencyDown outage) {
        for (Item<E> item : items) {
            verdicts.set(item.index(), new Verdict.Waiting(outage));
            waiting.merge(partition(item.index()), item.index(), Math::min);
        }
    }

    private boolean isInFront(Item<E> item) {
        return item.index() < waiting.getOrDefault(partition(item.index()), Integer.MAX_VALUE);
    }

    private void letWaitWhatIsBehind() {
        for (int i = 0; i < records.size(); i++) {
            Integer first = waiting.get(partition(i));
            if (first != null && first < i) {
                verdicts.set(i, verdicts.get(first));
            }
        }
    }

    private TopicPartition partition(int index) {
        return new TopicPartition(records.get(index).topic(), records.get(index).partition());
    }
}
