package io.letsrun.console.replay;

import static io.letsrun.console.replay.ReplayState.CANARY;
import static io.letsrun.console.replay.ReplayState.CANCELLED;
import static io.letsrun.console.replay.ReplayState.DRAFT;
import static io.letsrun.console.replay.ReplayState.PAUSED;
import static io.letsrun.console.replay.ReplayState.RUNNING;
import static io.letsrun.console.replay.ReplayState.STOPPED;

import java.util.Locale;
import java.util.Set;

/** What operators tell a replay to do. */
public enum Steering {
    PAUSE(Set.of(CANARY, RUNNING), Set.of(PAUSED, STOPPED)),
    RESUME(Set.of(PAUSED, STOPPED), Set.of(CANARY, RUNNING)),
    CANCEL(Set.of(DRAFT, CANARY, RUNNING, PAUSED, STOPPED), Set.of(CANCELLED));

    /** From which states it leads somewhere. */
    final Set<ReplayState> from;

    /** In which states there is nothing left to do; in all others it is refused. */
    final Set<ReplayState> already;

    Steering(Set<ReplayState> from, Set<ReplayState> already) {
        this.from = from;
        this.already = already;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
