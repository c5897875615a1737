package io.letsrun.delivery.batch;

import io.letsrun.contracts.event.Event;
import io.letsrun.delivery.retry.DependencyDown;
import io.letsrun.delivery.retry.Verdict;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Stores the parts of a batch, one after the other.
 *
 * <p>Where there are several, one may be for a server that is away while the others are stored. Then the records of that part wait, and
 * so do those behind them in their partitions, since a partition is committed in order: they come again, and whoever is stored
 * already changes nothing. When all parts wait, it is an outage like any other.
 */
final class BatchParts<E extends Event> {

    private final BatchHandler<E> handler;
    private final List<ConsumerRecord<byte[], byte[]>> records;
    private final List<Verdict> verdicts;

    /** @param verdicts of the records, in their order; of those that are in the parts: stored */
    BatchParts(BatchHandler<E> handler, List<ConsumerRecord<byte[], byte[]>> records, List<Verdict> verdicts) {
        this.handler = handler;
        this.records = records;
        this.verdicts = verdicts;
    }

    /** Returns the verdicts that hold; fails with {@link DependencyDown} in an outage of everything. */
    Mono<List<Verdict>> store(Collection<List<BatchBisection.Item<E>>> parts) {
        return parts.size() > 1
                ? Flux.fromIterable(parts).concatMap(this::storeOrWait).then(Mono.defer(this::held))
                : Flux.fromIterable(parts)
                        .concatMap(part -> new BatchBisection<>(handler, part, verdicts).run())
                        .then(Mono.just(verdicts));
    }

    private Mono<Void> storeOrWait(List<BatchBisection.Item<E>> part) {
        BatchBisection<E> bisection = new BatchBisection<>(handler, part, verdicts);
        return bisection.run().onErrorResume(DependencyDown.class, outage -> {
            bisection.unsettled().forEach(item -> verdicts.set(item.index(), new Verdict.Waiting(outage)));
            return Mono.empty();
        });
    }

    private Mono<List<Verdict>> held() {
        Map<TopicPartition, Verdict.Waiting> waiting = new HashMap<>();
        for (int i = 0; i < records.size(); i++) {
            TopicPartition partition =
                    new TopicPartition(records.get(i).topic(), records.get(i).partition());
            if (waiting.get(partition) instanceof Verdict.Waiting inFront) {
                verdicts.set(i, inFront);
            } else if (verdicts.get(i) instanceof Verdict.Waiting first) {
                waiting.put(partition, first);
            }
        }
        return verdicts.stream().allMatch(Verdict.Waiting.class::isInstance)
                ? Mono.error(waiting.values().iterator().next().cause())
                : Mono.just(verdicts);
    }
}
