package io.letsrun.gateway.admission;

import com.netflix.concurrency.limits.Limit;
import com.netflix.concurrency.limits.limit.AbstractLimit;
import com.netflix.concurrency.limits.limit.WindowedLimit;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A limit that falls by a tenth while answers take longer than an objective, and grows back in steps while they do not,
 * whether it is used up or not: a gateway that had a bad moment is soon as open to a burst as one that has just started.
 */
final class ObjectiveLimit extends AbstractLimit {

    private static final double FALL = 0.9;
    private static final int STEPS = 50;
    private static final Duration WINDOW = Duration.ofMillis(100);
    private static final int SAMPLES = 10;

    private final int least;
    private final int most;
    private final long objective;

    private ObjectiveLimit(int least, int most, Duration objective) {
        super(most);
        this.least = least;
        this.most = most;
        this.objective = objective.toNanos();
    }

    /** Returns a limit that looks at the average of each tenth of a second in which there were enough answers to have one. */
    static Limit of(int least, int most, Duration objective) {
        return WindowedLimit.newBuilder()
                .minWindowTime(WINDOW.toMillis(), TimeUnit.MILLISECONDS)
                .maxWindowTime(WINDOW.toMillis(), TimeUnit.MILLISECONDS)
                .minRttThreshold(0, TimeUnit.NANOSECONDS)
                .windowSize(SAMPLES)
                .build(new ObjectiveLimit(least, most, objective));
    }

    @Override
    protected int _update(long start, long average, int inUse, boolean dropped) {
        int limit = getLimit();
        return dropped || average > objective
                ? Math.max(least, (int) (limit * FALL))
                : Math.min(most, limit + Math.max(1, most / STEPS));
    }
}
