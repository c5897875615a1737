package io.letsrun.gateway.admission;

import io.letsrun.contracts.event.Event;
import io.letsrun.contracts.event.Topic;
import io.letsrun.gateway.publish.Publication;
import io.letsrun.gateway.publish.Publisher;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Brokers that take so many events a second, one after the other; what comes faster waits in a line without end. */
final class SlowPublisher implements Publisher {

    final AtomicInteger waiting = new AtomicInteger();
    final AtomicInteger longestLine = new AtomicInteger();

    private final long nanosEach;
    private long free = System.nanoTime();

    SlowPublisher(int perSecond) {
        this.nanosEach = 1_000_000_000L / perSecond;
    }

    @Override
    public void admit() {}

    @Override
    public Mono<Publication> publish(Topic topic, Event event, @Nullable String traceParent) {
        return Mono.defer(() -> {
            longestLine.accumulateAndGet(waiting.incrementAndGet(), Math::max);
            return Mono.<Publication>just(new Publication.Acknowledged())
                    .delayElement(turn())
                    .doFinally(end -> waiting.decrementAndGet());
        });
    }

    private synchronized Duration turn() {
        long now = System.nanoTime();
        free = Math.max(now, free) + nanosEach;
        return Duration.ofNanos(free - now);
    }
}
