package io.letsrun.load.report;

import io.letsrun.load.reconcile.ReconciliationResult;
import io.letsrun.load.reconcile.FateCounts;
import io.letsrun.load.openloop.Bucket;
import io.letsrun.load.openloop.ConnectionCounts;
import io.letsrun.load.openloop.RequestStats;
import io.letsrun.load.openloop.Latency;
import io.letsrun.load.openloop.PhaseResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code summary.json}: a burst in numbers whose names say their unit.
 *
 * @param began in UTC
 * @param commit of the checkout, with {@code -dirty} when something was changed since; {@code unknown} outside of git
 * @param holds whether everything accepted is accounted for, once
 * @param phases the warm-up included, each as a whole and by kind of request
 * @param timed all phases but the warm-up together
 * @param acceptedToStoredMillis see {@link StoringTimes}
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
        List<Load> phases,
        Load timed,
        Latency acceptedToStoredMillis,
        @Nullable Counts account,
        ConnectionCounts connections,
        Map<String, Double> cores,
        List<Threshold.Result> thresholds) {

    /** What was sent, and how it was answered. */
    public record Load(
            String name,
            long due,
            long sent,
            long accepted,
            double acceptedPerSecond,
            long refused,
            Map<Integer, Long> refusedByStatus,
            long inDoubt,
            long unsent,
            long sentAgain,
            Latency acceptedMillis,
            Latency refusedMillis,
            List<Bucket> acceptedHistogram) {

        static Load of(String name, RequestStats figures, double acceptedPerSecond) {
            return new Load(
                    name,
                    figures.dueCount(),
                    figures.sentCount(),
                    figures.acceptedCount(),
                    acceptedPerSecond,
                    figures.refusedCount(),
                    new TreeMap<>(figures.refusals()),
                    figures.inDoubtCount(),
                    figures.unsentCount(),
                    figures.repeatedCount(),
                    figures.acceptedLatency(),
                    figures.refusedLatency(),
                    figures.distribution());
        }
    }

    /** What became of what was accepted. */
    public record Counts(
            long accepted, long stored, long rejected, long deadLettered, long waiting, long lost, long doubled) {

        static Counts of(ReconciliationResult account) {
            FateCounts all = account.all();
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
        List<Load> phases = new ArrayList<>();
        for (PhaseResult phase : findings.phases()) {
            RequestStats all = phase.all();
            phases.add(Load.of(phase.phase().name(), all, phase.acceptedPerSecond(all)));
            if (phase.kinds().size() > 1) {
                new TreeMap<>(phase.kinds())
                        .forEach((kind, figures) -> phases.add(
                                Load.of(phase.phase().name() + "/" + kind, figures, phase.acceptedPerSecond(figures))));
            }
        }
        Load timed = timed(findings);
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
                StoringTimes.of(findings),
                counts,
                findings.connections(),
                new TreeMap<>(findings.cores()),
                asked.stream().map(threshold -> threshold.of(timed, counts)).toList());
    }

    private static Load timed(Findings findings) {
        RequestStats all = findings.timed().stream().map(PhaseResult::all).reduce(new RequestStats(), RequestStats::plus);
        double seconds = findings.timed().stream()
                .mapToDouble(phase -> Math.max(
                                phase.phase().arrivals().time().toNanos(),
                                phase.all().lastAccepted() - phase.begin().toNanos())
                        / 1e9)
                .sum();
        return Load.of("timed", all, seconds == 0 ? 0 : all.acceptedCount() / seconds);
    }

    /** Whether all that was asked for is there. */
    public boolean meetsThresholds() {
        return thresholds.stream().allMatch(Threshold.Result::met);
    }
}
