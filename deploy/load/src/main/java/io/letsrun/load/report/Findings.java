package io.letsrun.load.report;

import io.letsrun.load.openloop.OpenLoop;
import io.letsrun.load.openloop.PhaseResult;
import io.letsrun.load.openloop.Second;
import io.letsrun.load.reconcile.ReconciliationResult;
import io.letsrun.load.stack.FaultDrill;
import io.letsrun.load.stack.Watch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything a burst has found out.
 *
 * @param scenario its name
 * @param settings as they were given, or by default
 * @param machine what it ran on
 * @param commit of the checkout
 * @param began when its first request was due
 * @param warmUp how long it warmed up before the timed part; the first phase, if it is not zero
 * @param phases in their order; none when it was interrupted before
 * @param seconds from {@code began} on
 * @param samples of the system
 * @param marks of faults
 * @param cores how many cores each process took in the timed part
 * @param jvms of a soak
 * @param account null when it could not be taken
 * @param connections of the generator
 * @param interrupted whether it was ended early
 */
public record Findings(
        String scenario,
        Map<String, String> settings,
        String machine,
        String commit,
        Instant began,
        Duration warmUp,
        List<PhaseResult> phases,
        List<Second> seconds,
        List<Watch.Sample> samples,
        List<FaultDrill.Mark> marks,
        Map<String, Double> cores,
        List<Watch.Jvm> jvms,
        @Nullable ReconciliationResult account,
        OpenLoop.Connections connections,
        boolean interrupted) {

    public Findings {
        phases = List.copyOf(phases);
        seconds = List.copyOf(seconds);
        samples = List.copyOf(samples);
        marks = List.copyOf(marks);
        jvms = List.copyOf(jvms);
    }

    /** When the timed part began. */
    public Instant timedFrom() {
        return began.plus(warmUp);
    }

    /** Those whose figures count. */
    public List<PhaseResult> timed() {
        return warmUp.isZero() || phases.isEmpty() ? phases : phases.subList(1, phases.size());
    }

    /** Whether everything accepted is accounted for, and there was something. */
    public boolean holds() {
        return account != null && account.holds() && account.all().accepted() > 0;
    }

    /** The seconds of a phase of the timed part, by its number there. */
    List<Second> secondsOf(int timedPhase) {
        int phase = timedPhase + (phases.size() - timed().size());
        return seconds.stream().filter(second -> second.phase() == phase).toList();
    }
}
