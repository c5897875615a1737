package io.letsrun.load.openloop;

import java.util.List;
import java.util.Map;

/**
 * The outcomes of a phase, or of one kind of request in it, as {@code summary.json} has them.
 *
 * @param acceptedPerSecond in the time in which they were due or, if that took longer, until the last was accepted: a phase that
 *     falls behind would otherwise look faster than it was
 */
public record LoadResult(
        String name,
        long due,
        long sent,
        long accepted,
        double acceptedPerSecond,
        long refused,
        Map<Integer, Long> refusedByStatus,
        long refusedWithRetryAfter,
        long inDoubt,
        long unsent,
        long sentAgain,
        Latency acceptedMillis,
        Latency refusedMillis,
        List<Latency.Bucket> acceptedHistogram) {

    /** The share of the refusals that had a Retry-After, in percent. */
    public double retryAfterPercent() {
        return refused == 0 ? 100 : 100.0 * refusedWithRetryAfter / refused;
    }
}
