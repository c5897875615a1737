package io.letsrun.load.openloop;

import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * Counts the outcomes of requests. Each attempt counts in the phase in which its request was first due, and due + repeated =
 * accepted + refused + inDoubt + unsent. Used by one thread.
 */
public final class RequestStats {

    static final long LONGEST_MICROS = 600_000_000;

    private final Histogram accepted = new Histogram(LONGEST_MICROS, 3);
    private final Histogram refused = new Histogram(LONGEST_MICROS, 3);
    private final Map<Integer, Long> statuses = new TreeMap<>();
    private long withRetryAfter;
    private long lastAccepted;

    long due;
    long sent;
    long repeated;
    long inDoubt;
    long unsent;

    /** @param at nanoseconds since the load began */
    void accepted(long micros, long at) {
        lastAccepted = Math.max(lastAccepted, at);
        accepted.recordValue(Math.min(micros, LONGEST_MICROS));
    }

    void refused(int status, boolean retryAfter, long micros) {
        refused.recordValue(Math.min(micros, LONGEST_MICROS));
        statuses.merge(status, 1L, Long::sum);
        withRetryAfter += retryAfter ? 1 : 0;
    }

    RequestStats plus(RequestStats other) {
        accepted.add(other.accepted);
        refused.add(other.refused);
        other.statuses.forEach((status, count) -> statuses.merge(status, count, Long::sum));
        due += other.due;
        sent += other.sent;
        repeated += other.repeated;
        inDoubt += other.inDoubt;
        unsent += other.unsent;
        withRetryAfter += other.withRetryAfter;
        lastAccepted = Math.max(lastAccepted, other.lastAccepted);
        return this;
    }

    /** When the last one was accepted, in nanoseconds since the load began; 0 without one. */
    long lastAccepted() {
        return lastAccepted;
    }

    /** @param seconds the time in which these requests were answered */
    LoadResult result(String name, double seconds) {
        return new LoadResult(
                name,
                due,
                sent,
                accepted.getTotalCount(),
                seconds == 0 ? 0 : accepted.getTotalCount() / seconds,
                refused.getTotalCount(),
                new TreeMap<>(statuses),
                withRetryAfter,
                inDoubt,
                unsent,
                repeated,
                Latency.of(accepted),
                Latency.of(refused),
                Latency.histogram(accepted));
    }
}
