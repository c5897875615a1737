package io.letsrun.gateway.publish;

import io.letsrun.contracts.event.Event;
import io.letsrun.contracts.event.Topic;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Acknowledges and remembers whatever it is given, or refuses everything. */
public final class RecordingPublisher implements Publisher {

    public final List<Event> events = new CopyOnWriteArrayList<>();
    public volatile boolean available = true;

    @Override
    public void admit() {}

    @Override
    public Mono<Publication> publish(Topic topic, Event event, @Nullable String traceParent) {
        return Mono.fromSupplier(() -> {
            if (!available) {
                return new Publication.Unavailable("not now");
            }
            events.add(event);
            return new Publication.Acknowledged();
        });
    }
}
