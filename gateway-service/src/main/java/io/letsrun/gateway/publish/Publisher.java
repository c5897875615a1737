package io.letsrun.gateway.publish;

import io.letsrun.contracts.event.Event;
import io.letsrun.contracts.event.Topic;
import io.letsrun.edge.problem.Refused;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Publishes events without blocking. */
public interface Publisher {

    /**
     * Checks first whether anything can be published, so that a refused request costs nothing.
     *
     * @throws Refused when nothing can be published now
     */
    void admit();

    /**
     * Publishes the event; answers within the configured deadline and does not fail.
     *
     * @param traceParent the W3C {@code traceparent} to continue; null when there is no trace
     */
    Mono<Publication> publish(Topic topic, Event event, @Nullable String traceParent);
}
