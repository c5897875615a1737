package io.letsrun.load.openloop;

import java.time.Duration;
import java.util.Map;

/**
 * What came of a phase.
 *
 * @param phase it
 * @param begin when it began, from the load's beginning
 * @param kinds by what was asked
 */
public record PhaseResult(Phase phase, Duration begin, Map<Kind, Figures> kinds) {

    public PhaseResult {
        kinds = Map.copyOf(kinds);
    }

    /** All kinds together. */
    public Figures all() {
        return kinds.values().stream().reduce(new Figures(), Figures::plus);
    }
}
