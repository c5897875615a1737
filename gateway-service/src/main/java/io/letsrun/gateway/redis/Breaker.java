package io.letsrun.gateway.redis;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Spares callers the wait for what has just failed several times in a row: then one of them may try in each pause.
 * Thread-safe and lock-free; two callers may slip through at once, which costs nothing.
 */
final class Breaker {

    private static final int FAILURES = 5;

    private final long pauseNanos;
    private final LongSupplier nanoTime;
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicLong nextTry = new AtomicLong();

    Breaker(Duration pause, LongSupplier nanoTime) {
        this.pauseNanos = pause.toNanos();
        this.nanoTime = nanoTime;
    }

    boolean permits() {
        if (failures.get() < FAILURES) {
            return true;
        }
        long now = nanoTime.getAsLong();
        long next = nextTry.get();
        return now - next >= 0 && nextTry.compareAndSet(next, now + pauseNanos);
    }

    /** Returns whether callers are spared now. */
    boolean isOpen() {
        return failures.get() >= FAILURES;
    }

    void succeeded() {
        if (failures.get() != 0) {
            failures.set(0);
        }
    }

    void failed() {
        if (failures.incrementAndGet() >= FAILURES) {
            nextTry.set(nanoTime.getAsLong() + pauseNanos);
        }
    }
}
