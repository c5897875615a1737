package io.letsrun.delivery.batch;

import io.letsrun.contracts.event.Event;
import io.letsrun.edge.storage.Failure;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Stores a batch of events, all or none.
 *
 * <p>The guarantee to the handler: an event comes at least once, in any order, perhaps several times in one batch; batches
 * of different partitions come at the same time. The guarantee it gives: when the Mono completes, every event of the batch
 * is stored, and whatever followed from it is acknowledged by the broker; when it fails, the transaction is rolled back, and
 * the error tells why (see {@link Failure}). An expected refusal, such as an e-mail that is taken, is an outcome to store and not an
 * error.
 *
 * @param <E> what the events have in common
 */
@FunctionalInterface
public interface BatchHandler<E extends Event> {

    /**
     * Stores the events.
     *
     * @param events at least one, at most the consumer's {@code max.poll.records}, those of one partition in its order; all of one
     *     bucket where the database is distributed ({@link StorageProperties})
     */
    Mono<Void> store(List<E> events);

    /**
     * Says what rule of storage the event breaks, as far as that can be told without asking storage: in words without the
     * event's values, or null when none is known. Such an event goes to the dead-letter topic and its neighbours are stored in
     * one statement, whereas a rule that only storage knows has to be searched for with many. Called for every event, so it
     * must be quick.
     */
    default @Nullable String brokenRule(E event) {
        return null;
    }
}
