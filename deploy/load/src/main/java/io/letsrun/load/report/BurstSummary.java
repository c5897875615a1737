package io.letsrun.load.report;

import io.letsrun.load.openloop.Latency;
import io.letsrun.load.openloop.LoadResult;
import io.letsrun.load.openloop.OpenLoop;
import io.letsrun.load.openloop.PhaseResult;
import io.letsrun.load.openloop.Second;
import io.letsrun.load.reconcile.ReconciliationResult;
import io.letsrun.load.stack.Watch;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * {@code summary.json}: a burst in numbers whose names say their unit.
 *
 * @param began in UTC
 * @param commit of the checkout, with {@code -dirty} when something was changed since; {@code unknown} outside of git
 * @param holds whether everything accepted is accounted for, once
 * @param phases the warm-up included, each as a whole and by kind of request
 * @param timed all phases but the warm-up together
 * @param acceptedToStoredMillis exact to a second or so
 * @param account null when it could not be taken
 * @param connections of the generator
 * @param cores that each process took in the timed part
 * @param thresholds what was asked for
 */
public record BurstSummary(
        String scenario,
        String began,
        String commit,
        String machine,
        boolean interrupted,
        boolean holds,
        Map<String, String> settings,
        List<LoadResult> phases,
        LoadResult timed,
        Latency acceptedToStoredMillis,
        @Nullable Counts account,
        OpenLoop.Connections connections,
        Map<String, Double> cores,
        List<Threshold.Result> thresholds) {

    private static final long LONGEST_MICROS = 86_400_000_000L;

    /** What became of what was accepted. */
    public record Counts(
            long accepted, long stored, long rejected, long deadLettered, long waiting, long lost, long doubled) {

        static Counts of(ReconciliationResult account) {
            ReconciliationResult.Fates all = account.all();
            return new Counts(
                    all.accepted(),
                    all.stored(),
                    all.rejected(),
                    all.deadLettered(),
                    all.waiting(),
                    all.lost(),
                    account.doubled().sum());
        }
    }

    /** @param asked that are evaluated with it */
    public static BurstSummary of(Findings findings, List<Threshold> asked) {
        LoadResult timed = PhaseResult.together("timed", findings.timed());
        List<LoadResult> phases = findings.phases().stream()
                .flatMap(phase -> Stream.concat(Stream.of(phase.all()), phase.byKind().stream()))
                .toList();
        ReconciliationResult account = findings.account();
        Counts counts = account == null ? null : Counts.of(account);
        return new BurstSummary(
                findings.scenario(),
                findings.began().toString(),
                findings.commit(),
                findings.machine(),
                findings.interrupted(),
                findings.holds(),
                findings.settings(),
                phases,
                timed,
                storing(findings),
                counts,
                findings.connections(),
                new TreeMap<>(findings.cores()),
                asked.stream().map(threshold -> threshold.of(timed, counts)).toList());
    }

    /**
     * From accepted to stored in the timed part, by the counts of both, which are taken once a second: the n-th accepted is taken
     * for the n-th stored. So these times are exact to a second or so, and an average over what overtakes each other. What was not
     * stored while the burst looked is left out.
     */
    static Latency storing(Findings findings) {
        List<Watch.Sample> samples = findings.samples().stream()
                .sorted(Comparator.comparing(Watch.Sample::at))
                .toList();
        long before = samples.stream()
                .filter(sample -> !sample.at().isAfter(findings.began()))
                .mapToLong(sample -> sample.stored() + sample.lag())
                .reduce(0, (first, last) -> last);
        Histogram micros = new Histogram(LONGEST_MICROS, 3);
        long accepted = before;
        int next = 0;
        for (Second second : findings.seconds()) {
            accepted += second.load().accepted();
            while (next < samples.size() && samples.get(next).stored() < accepted) {
                next++;
            }
            Instant at = findings.began().plusSeconds(second.number() + 1L);
            if (second.load().accepted() > 0 && next < samples.size() && at.isAfter(findings.timedFrom())) {
                Duration took = Duration.between(at, samples.get(next).at());
                micros.recordValueWithCount(
                        Math.clamp(took.toNanos() / 1000, 0, LONGEST_MICROS),
                        second.load().accepted());
            }
        }
        return Latency.of(micros);
    }

    /** Whether all that was asked for is there. */
    public boolean meetsThresholds() {
        return thresholds.stream().allMatch(Threshold.Result::met);
    }
}
