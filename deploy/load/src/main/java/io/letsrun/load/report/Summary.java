package io.letsrun.load.report;

import io.letsrun.load.openloop.Latency;
import io.letsrun.load.openloop.LoadResult;
import io.letsrun.load.openloop.OpenLoop;
import io.letsrun.load.stack.Watch;
import io.letsrun.local.terminal.Table;
import io.letsrun.local.terminal.Terminal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The result of a burst as a table, a histogram and a few lines. */
public record Summary(Findings findings, BurstSummary numbers) {

    static final List<String> HEADER = List.of(
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
            "MAX");

    private static final int BAR = 40;

    public void print(Terminal terminal) {
        Table table = new Table(HEADER.toArray(String[]::new));
        rows().forEach(row -> table.row(row.toArray(String[]::new)));
        table.print(terminal);
        histogram().forEach(terminal::line);
        lines().forEach(terminal::line);
    }

    /** One for each phase, and for each kind of request where a phase has several. */
    List<List<String>> rows() {
        return numbers.phases().stream().map(Summary::row).toList();
    }

    private static List<String> row(LoadResult load) {
        Latency latency = load.acceptedMillis();
        int kind = load.name().indexOf('/');
        return List.of(
                kind < 0 ? load.name() : "  " + load.name().substring(kind + 1),
                count(load.due()),
                count(load.accepted()),
                count(Math.round(load.acceptedPerSecond())),
                count(load.refused()),
                count(load.inDoubt()),
                count(load.unsent()),
                millis(latency.p50()),
                millis(latency.p75()),
                millis(latency.p90()),
                millis(latency.p95()),
                millis(latency.p99()),
                millis(latency.p999()),
                millis(latency.max()));
    }

    /** Latencies of the timed part, one bar for each step. */
    private List<String> histogram() {
        List<Latency.Bucket> buckets = numbers.timed().acceptedHistogram();
        long most = buckets.stream().mapToLong(Latency.Bucket::count).max().orElse(1);
        return buckets.stream()
                .dropWhile(bucket -> bucket.count() == 0)
                .map(bucket -> say(
                        "%8s to %8s %11s %5.1f %%  %s",
                        millis(bucket.fromMillis()),
                        millis(bucket.toMillis()),
                        count(bucket.count()),
                        100.0 * bucket.count() / numbers.timed().accepted(),
                        "█".repeat((int) (BAR * bucket.count() / most))))
                .toList();
    }

    /** What does not fit into the table. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (findings.interrupted()) {
            lines.add("interrupted: the numbers cover what was sent until then");
        }
        refusals(lines);
        OpenLoop.Connections connections = findings.connections();
        lines.add(say(
                "connections: %,d opened, %,d could not be opened, %,d closed by the gateway",
                connections.opened(), connections.failed(), connections.ended()));
        lines.add(processors());
        if (findings.scenario().equals("overload") && findings.timed().size() == 3) {
            overload(lines);
        }
        Latency storing = numbers.acceptedToStoredMillis();
        if (storing.max() > 0) {
            lines.add(say(
                    "accepted to stored (to about a second): p50 %.1f s, p90 %.1f s, p99 %.1f s, max %.1f s",
                    storing.p50() / 1e3, storing.p90() / 1e3, storing.p99() / 1e3, storing.max() / 1e3));
        }
        jvms(lines);
        if (findings.account() == null) {
            lines.add("not reconciled: it is unknown whether everything accepted was stored");
        } else {
            lines.addAll(findings.account().lines());
        }
        numbers.thresholds().forEach(result -> lines.add("threshold " + result.sentence()));
        return lines;
    }

    private void refusals(List<String> lines) {
        LoadResult timed = numbers.timed();
        if (timed.refused() > 0) {
            lines.add(say(
                    "refused: %s; %.1f %% with Retry-After; p99 of refusals %s",
                    timed.refusedByStatus().entrySet().stream()
                            .map(entry -> count(entry.getValue()) + " with " + entry.getKey())
                            .collect(Collectors.joining(", ")),
                    timed.retryAfterPercent(),
                    millis(timed.refusedMillis().p99())));
        }
        if (timed.sentAgain() > 0) {
            lines.add(say("sent again: %,d (each attempt counts in the table)", timed.sentAgain()));
        }
    }

    private String processors() {
        String cores = numbers.cores().entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .map(entry -> say("%s %.2f", entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", "));
        double busy = timedSamples().stream()
                .mapToDouble(Watch.Sample::machineShare)
                .average()
                .orElse(0);
        return say("cores used in the timed part: %s; the machine was %.0f %% busy", cores, 100 * busy);
    }

    private void overload(List<String> lines) {
        Recovery recovery = Recovery.of(
                findings, findings.timed().getFirst().all().acceptedMillis().p99());
        LoadResult over = findings.timed().get(1).all();
        lines.add(say(
                "overload: accepted %,.0f/s, %.2f of the %,.0f/s before; p99 of accepted %s, of refused %s; %,d of %,d"
                        + " refusals are 503, %.1f %% with Retry-After",
                recovery.acceptedOver(),
                recovery.acceptedOver() / recovery.acceptedBefore(),
                recovery.acceptedBefore(),
                millis(over.acceptedMillis().p99()),
                millis(over.refusedMillis().p99()),
                over.refusedByStatus().getOrDefault(503, 0L),
                over.refused(),
                over.retryAfterPercent()));
        lines.add(say(
                "recovery: %s until a whole second had no refusal and a p99 of at most %d ms (or twice that before)",
                recovery.seconds().isPresent() ? recovery.seconds().getAsInt() + " s" : "longer than the phase after",
                Recovery.ASKED));
        List<Long> memory = timedSamples().stream()
                .map(sample -> sample.gatewayBytes() >> 20)
                .toList();
        if (!memory.isEmpty()) {
            lines.add(say(
                    "gateway memory (resident): %,d MiB at the start, %,d MiB at most, %,d MiB at the end",
                    memory.getFirst(), memory.stream().max(Long::compare).orElse(0L), memory.getLast()));
        }
    }

    private List<Watch.Sample> timedSamples() {
        Instant from = findings.timedFrom();
        Instant to = from.plus(
                findings.timed().stream().map(phase -> phase.phase().time()).reduce(Duration.ZERO, Duration::plus));
        return findings.samples().stream()
                .filter(sample -> sample.at().isAfter(from) && !sample.at().isAfter(to))
                .toList();
    }

    /** The first look after the warm-up and the last. */
    private void jvms(List<String> lines) {
        Map<String, List<Watch.Jvm>> byService = findings.jvms().stream()
                .sorted(Comparator.comparing(Watch.Jvm::at))
                .collect(Collectors.groupingBy(Watch.Jvm::service, TreeMap::new, Collectors.toList()));
        byService.forEach((service, looks) -> {
            Watch.Jvm first = looks.getFirst();
            Watch.Jvm last = looks.getLast();
            lines.add(say(
                    "%-17s live heap %,.1f -> %,.1f MiB, files %d -> %d, threads %d -> %d, in %d min",
                    service,
                    first.liveHeap() / 1048576.0,
                    last.liveHeap() / 1048576.0,
                    first.files(),
                    last.files(),
                    first.threads(),
                    last.threads(),
                    Duration.between(first.at(), last.at()).toMinutes()));
        });
        List<Long> lags = timedSamples().stream().map(Watch.Sample::lag).toList();
        if (!byService.isEmpty() && !lags.isEmpty()) {
            lines.add(say("lag %,d -> %,d (at most %,d)", lags.getFirst(), lags.getLast(), Collections.max(lags)));
        }
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
