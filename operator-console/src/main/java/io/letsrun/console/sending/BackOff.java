package io.letsrun.console.sending;

import java.time.Duration;

/** Waits that double from failure to failure. Not thread-safe. */
final class BackOff {

    static final Duration FIRST = Duration.ofMillis(200);

    private final Duration max;
    private Duration next = FIRST;

    BackOff(Duration max) {
        this.max = max;
    }

    Duration next() {
        Duration wait = next;
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(max) > 0 ? max : doubled;
        return wait;
    }

    void reset() {
        next = FIRST;
    }
}
