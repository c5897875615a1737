package io.letsrun.delivery;

import io.letsrun.contracts.event.Event;
import java.util.List;
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
     * @param events at least one, at most the consumer's {@code max.poll.records}, those of one partition in its order
     */
    Mono<Void> store(List<E> events);
}
