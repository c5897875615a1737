package io.letsrun.events.policy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that nobody sets back: a breaker must not stay open because the machine's clock was corrected. */
final class MonotonicClock extends Clock {

    private final Instant start = Instant.now();
    private final long origin = System.nanoTime();

    @Override
    public Instant instant() {
        return start.plusNanos(System.nanoTime() - origin);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
