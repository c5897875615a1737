package io.letsrun.delivery;

import io.letsrun.contracts.event.Event;
import io.letsrun.contracts.event.EventType;
import io.letsrun.contracts.event.KafkaBinding;
import io.letsrun.contracts.event.UndecodableEvent;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import reactor.core.publisher.Mono;

/**
 * From the records of a batch to a verdict on each of them.
 *
 * <p>What decodes is stored in one transaction. When that fails for a reason of some record's own, the batch is halved until
 * the record is alone, so that its neighbours are stored all the same; twice, as handlers must bear anyway.
 */
final class BatchDelivery<E extends Event> {

    private final KafkaBinding binding;
    private final BatchHandler<E> handler;

    BatchDelivery(Subscription<E> subscription) {
        this.binding = new KafkaBinding("/", subscription.types().toArray(EventType<?>[]::new));
        this.handler = subscription.handler();
    }

    /**
     * Returns a verdict for each record, in the order of the records; or fails with {@link DependencyDown}, when there is no
     * saying anything of any of them.
     */
    Mono<List<Verdict>> deliver(List<ConsumerRecord<byte[], byte[]>> records) {
        List<Verdict> verdicts = new ArrayList<>(records.size());
        List<Item<E>> items = new ArrayList<>(records.size());
        for (int i = 0; i < records.size(); i++) {
            try {
                items.add(new Item<>(i, read(records.get(i))));
                verdicts.add(Verdict.STORED);
            } catch (UndecodableEvent e) {
                verdicts.add(new Verdict.Dead(e));
            }
        }
        return store(items, verdicts).thenReturn(verdicts);
    }

    @SuppressWarnings("unchecked") // a subscription's types all extend E
    private E read(ConsumerRecord<byte[], byte[]> record) {
        return (E) binding.read(record);
    }

    private Mono<Void> store(List<Item<E>> items, List<Verdict> verdicts) {
        if (items.isEmpty()) {
            return Mono.empty();
        }
        return Mono.defer(() -> handler.store(items.stream().map(Item::event).toList()))
                .onErrorResume(error -> afterFailure(items, verdicts, error));
    }

    private Mono<Void> afterFailure(List<Item<E>> items, List<Verdict> verdicts, Throwable error) {
        Failure failure = Failure.of(error);
        if (failure == Failure.DEPENDENCY_DOWN) {
            return Mono.error(new DependencyDown(error));
        }
        if (items.size() > 1) {
            int half = items.size() / 2;
            return store(items.subList(0, half), verdicts)
                    .then(Mono.defer(() -> store(items.subList(half, items.size()), verdicts)));
        }
        verdicts.set(
                items.getFirst().index(),
                failure == Failure.TRANSIENT ? new Verdict.Retry(error) : new Verdict.Dead(error));
        return Mono.empty();
    }

    private record Item<E>(int index, E event) {}
}
