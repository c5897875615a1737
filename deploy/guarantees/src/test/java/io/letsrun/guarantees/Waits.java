package io.letsrun.guarantees;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;

/** How long phones waited for a 202, and when they were answered otherwise. Thread-safe. */
final class Waits {

    private final Queue<Instant> refusals = new ConcurrentLinkedQueue<>();
    private final AtomicReference<Duration> longest = new AtomicReference<>(Duration.ZERO);

    void refused() {
        refusals.add(Instant.now());
    }

    /** @param wait since the request was sent for the first time */
    void accepted(Duration wait) {
        longest.accumulateAndGet(wait, (before, now) -> now.compareTo(before) > 0 ? now : before);
    }

    /** Answers other than 202, and requests that were not answered at all. */
    List<Instant> refusals() {
        return List.copyOf(refusals);
    }

    Duration longest() {
        return longest.get();
    }
}
