package io.letsrun.profile.ledger;

import io.letsrun.contracts.run.RunDeleted;
import io.letsrun.contracts.run.RunEvent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a runner's runs add up to. */
record Totals(long runs, long distance, long elapsed) {

    static final Totals NONE = new Totals(0, 0, 0);

    /** The plain fold: of each run the event that holds, whatever came when. */
    static Totals of(UUID user, Collection<? extends RunEvent> events) {
        Map<UUID, RunEvent> holding = events.stream()
                .filter(event -> event.userId().equals(user))
                .collect(Collectors.toMap(
                        RunEvent::runId, Function.identity(), BinaryOperator.maxBy(RunEvent.PRECEDENCE)));
        return sum(List.copyOf(holding.values()));
    }

    static Totals sum(Collection<? extends RunEvent> runs) {
        return runs.stream()
                .filter(run -> !(run instanceof RunDeleted))
                .map(run -> new Totals(1, run.distanceMillimeters(), run.elapsedSeconds()))
                .reduce(NONE, Totals::plus);
    }

    private Totals plus(Totals other) {
        return new Totals(runs + other.runs, distance + other.distance, elapsed + other.elapsed);
    }
}
