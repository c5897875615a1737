package io.letsrun.delivery.batch;

import io.letsrun.contracts.event.Event;
import io.letsrun.contracts.event.EventType;
import io.letsrun.contracts.event.Topic;
import java.util.List;

/**
 * A topic and what to do with its events. As a bean, it is consumed in the service's group while the service runs.
 *
 * <p>A topic that the service only writes to is a {@link Topic} bean: it is declared as this one's topic is, before anything is
 * consumed.
 *
 * @param topic declared on the broker if it is not there
 * @param types every type the handler can store; a record of another one is undecodable
 * @param handler stores the batches
 * @param <E> what the types have in common
 */
public record Subscription<E extends Event>(Topic topic, List<EventType<? extends E>> types, BatchHandler<E> handler) {

    public Subscription {
        types = List.copyOf(types);
        if (types.isEmpty()) {
            throw new IllegalArgumentException("a subscription needs an event type: " + topic.name());
        }
    }
}
