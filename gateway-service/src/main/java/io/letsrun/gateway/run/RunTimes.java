package io.letsrun.gateway.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** When a run can have started: storage is partitioned by it, so a clock gone wild must not get that far. */
record RunTimes(Clock clock) {

    static final String RULE = "must be from 2000-01-01 to five minutes from now";

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    boolean admit(Instant startedAt) {
        return !startedAt.isBefore(EARLIEST)
                && !startedAt.isAfter(clock.instant().plus(CLOCK_SKEW));
    }
}
