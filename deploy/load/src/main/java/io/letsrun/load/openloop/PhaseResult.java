package io.letsrun.load.openloop;

import io.letsrun.load.schedule.Phase;
import java.time.Duration;
import java.util.Map;

/**
 * What came of a phase.
 *
 * @param phase it
 * @param begin when it began, from the load's beginning
 * @param kinds by what was asked
 */
public record PhaseResult(Phase phase, Duration begin, Map<RequestKind, RequestStats> kinds) {

    public PhaseResult {
        kinds = Map.copyOf(kinds);
    }

    /**
     * How many were accepted a second: in the time in which they were due or, if that took longer, until the last of them was. A
     * phase that falls behind would otherwise look faster than it was.
     */
    public double acceptedPerSecond(RequestStats figures) {
        double due = phase.arrivals().time().toNanos();
        return figures.acceptedCount() / Math.max(due, figures.lastAccepted() - begin.toNanos()) * 1e9;
    }

    /** All kinds together. */
    public RequestStats all() {
        return kinds.values().stream().reduce(new RequestStats(), RequestStats::plus);
    }
}
