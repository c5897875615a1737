package io.letsrun.delivery.batch;

import io.letsrun.contracts.delivery.FailureReason;
import io.letsrun.contracts.event.Event;
import io.letsrun.contracts.event.EventType;
import io.letsrun.contracts.event.KafkaBinding;
import io.letsrun.contracts.event.UndecodableEvent;
import io.letsrun.delivery.fetch.OversizedRecord;
import io.letsrun.delivery.retry.DependencyDown;
import io.letsrun.delivery.retry.Verdict;
import io.letsrun.delivery.tracing.BatchTrace;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import reactor.core.publisher.Mono;

/**
 * From the records of a batch to a verdict on each of them.
 *
 * <p>What decodes, and breaks no rule that the handler knows of, is stored in one transaction, or {@linkplain BatchParts bucket by bucket}
 * where the database is distributed. When that fails for a reason of some record's own, the batch is {@linkplain BatchBisection
 * bisected}, so that its neighbours are stored all the same; perhaps twice, as handlers must bear anyway.
 */
public final class BatchDelivery<E extends Event> {

    private final KafkaBinding binding;
    private final BatchHandler<E> handler;
    private final StorageProperties storage;

    public BatchDelivery(Subscription<E> subscription, StorageProperties storage) {
        this.binding = new KafkaBinding("/", subscription.types().toArray(EventType<?>[]::new));
        this.handler = subscription.handler();
        this.storage = storage;
    }

    /**
     * Returns a verdict for each record, in the order of the records; fails with {@link DependencyDown} in an outage, which says
     * nothing about any record, unless the database is distributed: then those that the outage concerns wait.
     */
    public Mono<List<Verdict>> deliver(List<ConsumerRecord<byte[], byte[]>> records) {
        return Mono.deferContextual(context -> deliver(records, BatchTrace.of(context)));
    }

    private Mono<List<Verdict>> deliver(List<ConsumerRecord<byte[], byte[]>> records, BatchTrace trace) {
        List<Verdict> verdicts = new ArrayList<>(records.size());
        List<BatchBisection.Item<E>> items = new ArrayList<>(records.size());
        for (int i = 0; i < records.size(); i++) {
            try {
                E event = read(records.get(i));
                trace.read(i, event);
                items.add(new BatchBisection.Item<>(i, event));
                verdicts.add(Verdict.STORED);
            } catch (RuntimeException e) {
                verdicts.add(new Verdict.DeadLettered(reason(e), e));
            }
        }
        return storage.distributed()
                ? new BatchParts<>(handler, storage.bucketTimeout(), records, verdicts).store(items)
                : new BatchBisection<>(handler, items, verdicts).run().thenReturn(verdicts);
    }

    private static FailureReason reason(RuntimeException error) {
        return switch (error) {
            case OversizedValue oversized -> FailureReason.TOO_LARGE;
            case UndecodableEvent undecodable -> FailureReason.UNDECODABLE;
            case BrokenRule broken -> FailureReason.RULE;
            default -> FailureReason.BUG;
        };
    }

    @SuppressWarnings("unchecked") // a subscription's types all extend E
    private E read(ConsumerRecord<byte[], byte[]> record) {
        OversizedRecord oversized = OversizedRecord.of(record);
        if (oversized != null) {
            throw new OversizedValue(oversized);
        }
        E event = (E) binding.read(record);
        String rule = handler.brokenRule(event);
        if (rule != null) {
            throw new BrokenRule(rule);
        }
        return event;
    }

    /** Without a stack trace, for the same reason as {@link BrokenRule}. */
    private static final class OversizedValue extends RuntimeException {

        private static final long serialVersionUID = 1;

        OversizedValue(OversizedRecord record) {
            super(record.toString(), null, false, false);
        }
    }
}
