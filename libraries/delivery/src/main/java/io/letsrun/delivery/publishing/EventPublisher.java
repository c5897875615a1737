package io.letsrun.delivery.publishing;

import io.letsrun.contracts.event.Event;
import io.letsrun.contracts.event.Topic;
import java.util.List;
import reactor.core.publisher.Mono;

/** Publishes what followed from a batch. */
public interface EventPublisher {

    /**
     * Sends the events in this order; completes when the brokers hold all of them ({@code acks=all}), and fails when any of
     * them is not acknowledged in time, in which case any number of them may have been sent.
     *
     * @param causes the event of the batch that each one followed from, in the same order: whose trace goes on with it
     */
    Mono<Void> publish(Topic topic, List<? extends Event> events, List<? extends Event> causes);
}
