package io.letsrun.load.report;

import io.letsrun.load.reconcile.ReconciliationResult;
import io.letsrun.load.reconcile.AccountText;
import io.letsrun.load.openloop.Bucket;
import io.letsrun.load.openloop.ConnectionCounts;
import io.letsrun.load.openloop.RequestStats;
import io.letsrun.load.openloop.Latency;
import io.letsrun.load.openloop.PhaseResult;
import io.letsrun.load.stack.JvmSample;
import io.letsrun.load.stack.StackSample;
import io.letsrun.local.terminal.Table;
import io.letsrun.local.terminal.Terminal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What came of it, in one table and a few sentences. */
public record Summary(Findings findings, BurstSummary numbers) {

    private static final String[] HEADER = {
        "",
        "DUE",
        "ACCEPTED",
        "A SECOND",
        "REFUSED",
        "IN DOUBT",
        "UNSENT",
        "P50",
        "P75",
        "P90",
        "P95",
        "P99",
        "P99.9",
        "MAX"
    };

    private static final int BAR = 40;

    public void print(Terminal terminal) {
        Table table = new Table(HEADER);
        rows().forEach(row -> table.row(row.toArray(String[]::new)));
        table.print(terminal);
        histogram().forEach(terminal::line);
        sentences().forEach(terminal::line);
    }

    static List<String> header() {
        return List.of(HEADER);
    }

    /** One for each phase, and where it had several kinds of requests one for each of these. */
    List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        for (PhaseResult phase : findings.phases()) {
            rows.add(row(phase.phase().name(), phase, phase.all()));
            if (phase.kinds().size() > 1) {
                new TreeMap<>(phase.kinds()).forEach((kind, figures) -> rows.add(row("  " + kind, phase, figures)));
            }
        }
        return rows;
    }

    private static List<String> row(String name, PhaseResult phase, RequestStats figures) {
        Latency latency = figures.acceptedLatency();
        return List.of(
                name,
                count(figures.dueCount()),
                count(figures.acceptedCount()),
                count(Math.round(phase.acceptedPerSecond(figures))),
                count(figures.refusedCount()),
                count(figures.inDoubtCount()),
                count(figures.unsentCount()),
                millis(latency.p50()),
                millis(latency.p75()),
                millis(latency.p90()),
                millis(latency.p95()),
                millis(latency.p99()),
                millis(latency.p999()),
                millis(latency.max()));
    }

    /** Of what was accepted in the timed part, a bar for each step of latency. */
    List<String> histogram() {
        List<Bucket> buckets = numbers.timed().acceptedHistogram();
        long most = Math.max(1, buckets.stream().mapToLong(Bucket::count).max().orElse(1));
        long all = Math.max(1, numbers.timed().accepted());
        return buckets.stream()
                .dropWhile(bucket -> bucket.count() == 0)
                .map(bucket -> say(
                        "%8s to %8s %11s %5.1f %%  %s",
                        millis(bucket.fromMillis()),
                        millis(bucket.toMillis()),
                        count(bucket.count()),
                        100.0 * bucket.count() / all,
                        "█".repeat((int) (BAR * bucket.count() / most))))
                .toList();
    }

    /** What a table cannot say. */
    List<String> sentences() {
        List<String> lines = new ArrayList<>();
        if (findings.interrupted()) {
            lines.add("It was interrupted; the figures are of what was sent until then.");
        }
        refusals(lines);
        ConnectionCounts connections = findings.connections();
        lines.add(say(
                "connections: %,d opened, %,d could not be opened, %,d were closed by the gateway",
                connections.opened(), connections.failed(), connections.ended()));
        lines.add(processors());
        if (findings.scenario().equals("overload") && findings.timed().size() == 3) {
            overload(lines);
        }
        Latency storing = numbers.acceptedToStoredMillis();
        if (storing.max() > 0) {
            lines.add(say(
                    "accepted to stored, to about a second: p50 %.1f s, p90 %.1f s, p99 %.1f s, at most %.1f s",
                    storing.p50() / 1e3, storing.p90() / 1e3, storing.p99() / 1e3, storing.max() / 1e3));
        }
        jvms(lines);
        ReconciliationResult account = findings.account();
        if (account == null) {
            lines.add("It could not be reconciled: what became of what was accepted is not known.");
        } else {
            lines.addAll(new AccountText(account).lines());
        }
        numbers.thresholds().forEach(result -> lines.add("threshold " + result.sentence()));
        return lines;
    }

    private void refusals(List<String> lines) {
        RequestStats all = findings.timed().stream().map(PhaseResult::all).reduce(new RequestStats(), RequestStats::plus);
        if (all.refusedCount() > 0) {
            lines.add(say(
                    "refused: %s; %.1f %% of them said when to come again; p99 of a refusal %s",
                    new TreeMap<>(all.refusals())
                            .entrySet().stream()
                                    .map(entry -> count(entry.getValue()) + " with " + entry.getKey())
                                    .collect(Collectors.joining(", ")),
                    100.0 * all.politeCount() / all.refusedCount(),
                    millis(all.refusedLatency().p99())));
        }
        if (all.repeatedCount() > 0) {
            lines.add(say("sent again: %,d (each attempt counts above)", all.repeatedCount()));
        }
    }

    /** The load's own share first. */
    private String processors() {
        String cores = findings.cores().entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .map(entry -> say("%s %.2f", entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", "));
        double busy = timedSamples().stream()
                .mapToDouble(StackSample::machineShare)
                .average()
                .orElse(0);
        return say("cores taken in the timed part: %s; the machine was %.0f %% busy", cores, 100 * busy);
    }

    private void overload(List<String> lines) {
        Recovery recovery = Recovery.of(findings);
        RequestStats over = findings.timed().get(1).all();
        long unavailable = over.refusals().getOrDefault(503, 0L);
        lines.add(say(
                "overload: accepted %,.0f/s, %.2f of the %,.0f/s before; p99 of accepted %s, of refused %s; %,d of %,d"
                        + " refusals are 503, %.1f %% with Retry-After",
                recovery.acceptedOver(),
                recovery.acceptedOver() / recovery.acceptedBefore(),
                recovery.acceptedBefore(),
                millis(over.acceptedLatency().p99()),
                millis(over.refusedLatency().p99()),
                unavailable,
                over.refusedCount(),
                over.refusedCount() == 0 ? 100 : 100.0 * over.politeCount() / over.refusedCount()));
        lines.add(say(
                "recovered: %s, with the first whole second without a refusal and with a p99 of at most %d ms (or twice that"
                        + " before); as quick as before: %s, with one of at most twice that before",
                afterTheEnd(recovery.recoveredAfter()), Recovery.ASKED, afterTheEnd(recovery.asBeforeAfter())));
        lines.add(say(
                "the gateway's resident memory: %,d MiB at first, %,d MiB at most, %,d MiB at last",
                gatewayMebibytes(List::getFirst),
                timedSamples().stream().mapToLong(StackSample::gatewayBytes).max().orElse(0) >> 20,
                gatewayMebibytes(List::getLast)));
    }

    private static String afterTheEnd(OptionalInt seconds) {
        return seconds.isPresent() ? seconds.getAsInt() + " s after the overload's end" : "not within the time after";
    }

    private long gatewayMebibytes(java.util.function.Function<List<StackSample>, StackSample> which) {
        List<StackSample> samples = timedSamples();
        return samples.isEmpty() ? 0 : which.apply(samples).gatewayBytes() >> 20;
    }

    private List<StackSample> timedSamples() {
        Duration time = findings.timed().stream()
                .map(phase -> phase.phase().arrivals().time())
                .reduce(Duration.ZERO, Duration::plus);
        return findings.samples().stream()
                .filter(sample -> sample.at().isAfter(findings.timedFrom())
                        && !sample.at().isAfter(findings.timedFrom().plus(time)))
                .toList();
    }

    /** The first after the warm-up, beside the last. */
    private void jvms(List<String> lines) {
        Map<String, List<JvmSample>> byService = findings.jvms().stream()
                .sorted(Comparator.comparing(JvmSample::after))
                .collect(Collectors.groupingBy(JvmSample::service, TreeMap::new, Collectors.toList()));
        byService.forEach((service, samples) -> {
            JvmSample first = samples.getFirst();
            JvmSample last = samples.getLast();
            lines.add(say(
                    "%-17s live heap %,.1f -> %,.1f MiB, files %d -> %d, threads %d -> %d, lag %,d ->"
                            + " %,d (at most %,d), in %d min",
                    service,
                    first.liveHeap() / 1048576.0,
                    last.liveHeap() / 1048576.0,
                    first.files(),
                    last.files(),
                    first.threads(),
                    last.threads(),
                    first.lag(),
                    last.lag(),
                    samples.stream().mapToLong(JvmSample::lag).max().orElse(0),
                    last.after().minus(first.after()).toMinutes()));
        });
    }

    private static String count(long count) {
        return say("%,d", count);
    }

    private static String millis(double millis) {
        return millis < 10 ? say("%.1f ms", millis) : say("%,.0f ms", millis);
    }

    private static String say(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
