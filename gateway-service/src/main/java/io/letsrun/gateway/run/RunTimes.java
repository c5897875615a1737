package io.letsrun.gateway.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** The range of times of runs: storage is partitioned by start, so wrong clocks must not get that far. */
@Component
record RunTimes(Clock clock) {

    static final String RULE = "must be from 2000-01-01 to five minutes from now";

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    boolean canHaveStarted(Instant startedAt) {
        return !startedAt.isBefore(EARLIEST) && isPast(startedAt);
    }

    boolean canHaveEnded(Instant startedAt, long elapsedSeconds) {
        return isPast(startedAt.plusSeconds(elapsedSeconds));
    }

    private boolean isPast(Instant instant) {
        return !instant.isAfter(clock.instant().plus(CLOCK_SKEW));
    }
}
