package io.letsrun.gateway.admission;

import com.netflix.concurrency.limits.limit.AbstractLimit;
import java.time.Duration;

/**
 * A limit that falls while answers take longer than an objective, and grows back in steps while they do not, used or not. So a
 * gateway that was slow for a moment can soon take a burst again.
 *
 * <p>It uses the average of each window with enough answers. Requests that were admitted before the last fall are ignored, so it
 * falls at most once in a round trip, like a congestion window (RFC 5681, section 3.1). It grows with time, so that few answers
 * do not keep it low.
 */
final class ObjectiveLimit extends AbstractLimit {

    private static final double LEAST_FALL = 0.9;
    private static final double MOST_FALL = 0.7;
    private static final int STEPS = 100;
    private static final long WINDOW = Duration.ofMillis(50).toNanos();
    private static final int ANSWERS = 10;

    private final int least;
    private final int most;
    private final long objective;

    private boolean looking;
    private long fellAt;
    private long begun;
    private int answers;
    private long total;
    private boolean dropped;

    ObjectiveLimit(int least, int most, Duration objective) {
        super(most);
        this.least = least;
        this.most = most;
        this.objective = objective.toNanos();
    }

    /** Called under the lock of {@code onSample}. */
    @Override
    protected int _update(long start, long nanos, int inUse, boolean drop) {
        if (!looking) {
            looking = true;
            fellAt = start;
            begun = start;
        }
        if (start - fellAt < 0) {
            return getLimit();
        }
        answers++;
        total += nanos;
        dropped |= drop;
        long now = start + nanos;
        return now - begun < WINDOW ? getLimit() : conclusion(now);
    }

    /** A few slow answers do not change the limit. */
    private int conclusion(long now) {
        long average = total / answers;
        int limit = getLimit();
        if (!dropped && average <= objective) {
            limit = (int) Math.min(most, limit + grown(now - begun));
        } else if (answers >= ANSWERS) {
            limit = Math.max(least, (int) (limit * fall(average)));
            fellAt = now;
        }
        begun = now;
        answers = 0;
        total = 0;
        dropped = false;
        return limit;
    }

    private long grown(long nanos) {
        return Math.max(1, (long) ((double) nanos / WINDOW * most / STEPS));
    }

    /** Scales the limit to the objective (Little's law). */
    private double fall(long average) {
        return Math.clamp((double) objective / average, MOST_FALL, LEAST_FALL);
    }
}
