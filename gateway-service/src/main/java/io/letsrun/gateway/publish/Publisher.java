package io.letsrun.gateway.publish;

import io.letsrun.contracts.event.Event;
import io.letsrun.contracts.event.Topic;
import io.letsrun.edge.problem.Refused;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Gives events to the brokers, and never waits for them on the caller's thread. */
public interface Publisher {

    /**
     * Passes when an event could be published now; asked first, so that a request that will be refused costs nothing.
     *
     * @throws Refused when nothing can be published now
     */
    void admit();

    /**
     * Publishes the event; answers within the configured deadline and does not fail.
     *
     * @param traceParent the W3C {@code traceparent} to carry on; null when there is no trace
     */
    Mono<Publication> publish(Topic topic, Event event, @Nullable String traceParent);
}
