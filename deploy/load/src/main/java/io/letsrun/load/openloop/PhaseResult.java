package io.letsrun.load.openloop;

import io.letsrun.load.schedule.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The outcomes of a phase.
 *
 * @param begin when it began, since the beginning of the load
 */
public record PhaseResult(Phase phase, Duration begin, Map<RequestKind, RequestStats> kinds) {

    public PhaseResult {
        kinds = Map.copyOf(kinds);
    }

    /** All kinds together. */
    public LoadResult all() {
        return result(phase.name(), total());
    }

    /** Each kind by itself; none when there is only one. */
    public List<LoadResult> byKind() {
        return kinds.size() < 2
                ? List.of()
                : new TreeMap<>(kinds)
                        .entrySet().stream()
                                .map(kind -> result(phase.name() + "/" + kind.getKey(), kind.getValue()))
                                .toList();
    }

    /** Several phases as one. */
    public static LoadResult together(String name, List<PhaseResult> phases) {
        RequestStats all = phases.stream().map(PhaseResult::total).reduce(new RequestStats(), RequestStats::plus);
        return all.result(
                name,
                phases.stream()
                        .mapToDouble(phase -> phase.seconds(phase.total()))
                        .sum());
    }

    private LoadResult result(String name, RequestStats stats) {
        return stats.result(name, seconds(stats));
    }

    private RequestStats total() {
        return kinds.values().stream().reduce(new RequestStats(), RequestStats::plus);
    }

    private double seconds(RequestStats stats) {
        return Math.max(phase.time().toNanos(), stats.lastAccepted() - begin.toNanos()) / 1e9;
    }
}
