package io.letsrun.local.seed;

import io.letsrun.local.Refusal;
import io.letsrun.local.process.Pause;
import io.letsrun.local.seed.GatewayClient.Account;
import io.letsrun.local.seed.GatewayClient.Totals;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** One seed: every runner signs up, every run is sent, and then all that was accepted has to be stored. */
final class Seeding {

    /**
     * What became of a seed.
     *
     * @param signups how many runners signed up
     * @param accepted how many runs the gateway accepted
     * @param refused how many it refused, by reason
     * @param stored what is stored, by runner
     * @param missing who lacks what, in words
     * @param sending how long sending took
     * @param storing how long the last of it took to be stored after that
     */
    record Report(
            int signups,
            long accepted,
            SortedMap<String, Long> refused,
            SortedMap<String, Totals> stored,
            List<String> missing,
            Duration sending,
            Duration storing) {

        private static final String CRLF = "\r\n";

        /** Whether every accepted run is stored. */
        boolean complete() {
            return missing.isEmpty();
        }

        long storedRuns() {
            return stored.values().stream().mapToLong(Totals::runs).sum();
        }

        long refusedRuns() {
            return Seeding.sum(refused);
        }

        /** In the form of RFC 4180, whose lines end so. */
        void writeTotals(Path file) {
            List<String> lines = new ArrayList<>();
            lines.add("runner,runs,distanceMillimeters,elapsedSeconds");
            for (Map.Entry<String, Totals> entry : stored.entrySet()) {
                Totals totals = entry.getValue();
                lines.add(entry.getKey() + "," + totals.runs() + "," + totals.distanceMillimeters() + ","
                        + totals.elapsedSeconds());
            }
            try {
                Files.writeString(file, String.join(CRLF, lines) + CRLF);
            } catch (IOException e) {
                throw new Refusal("Cannot write " + file + ": " + e.getMessage() + ".", e);
            }
        }
    }

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final List<Run> runs;
    private final Meter meter;
    private final ConcurrentMap<String, Account> accounts = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Long> accepted = new ConcurrentHashMap<>();
    private final ConcurrentSkipListMap<String, Long> refused = new ConcurrentSkipListMap<>();
    private final ConcurrentSkipListMap<String, Totals> stored = new ConcurrentSkipListMap<>();

    Seeding(List<Run> runs, Meter meter) {
        this.runs = runs;
        this.meter = meter;
    }

    /**
     * @param concurrency how many requests are under way at once
     * @param within how long the last accepted run may take to be stored
     */
    Report into(URI gateway, int concurrency, Duration within) {
        Workers workers = new Workers(concurrency);
        try (GatewayClient api = new GatewayClient(gateway)) {
            long began = System.nanoTime();
            signUp(api, workers);
            send(api, workers);
            Duration sending = Duration.ofNanos(System.nanoTime() - began);
            awaitStored(api, workers, within);
            Duration storing = Duration.ofNanos(System.nanoTime() - began).minus(sending);
            return new Report(accounts.size(), sum(accepted), refused, stored, missing(api), sending, storing);
        }
    }

    private void signUp(GatewayClient api, Workers workers) {
        List<String> runners = runs.stream().map(Run::runner).distinct().toList();
        meter.begin("signups", runners.size());
        workers.each(runners, runner -> {
            accounts.put(runner, api.signUp(runner));
            meter.advance(1);
        });
        meter.end();
    }

    private void send(GatewayClient api, Workers workers) {
        meter.begin("runs", runs.size());
        workers.each(runs, run -> {
            api.send(run, account(run.runner()))
                    .ifPresentOrElse(
                            reason -> refused.merge(reason, 1L, Long::sum),
                            () -> accepted.merge(run.runner(), 1L, Long::sum));
            meter.advance(1);
        });
        meter.end();
    }

    private void awaitStored(GatewayClient api, Workers workers, Duration within) {
        meter.begin("stored", sum(accepted));
        long deadline = System.nanoTime() + within.toNanos();
        List<String> waiting = List.copyOf(accepted.keySet());
        while (!waiting.isEmpty()
                && System.nanoTime() < deadline
                && !Thread.currentThread().isInterrupted()) {
            workers.each(waiting, runner -> look(api, runner));
            waiting = waiting.stream().filter(runner -> !isStored(runner)).toList();
            if (!waiting.isEmpty()) {
                Pause.of(BETWEEN_LOOKS);
            }
        }
        meter.end();
    }

    private void look(GatewayClient api, String runner) {
        api.totals(account(runner)).ifPresent(totals -> {
            meter.advance(totals.runs() - storedRuns(runner));
            stored.put(runner, totals);
        });
    }

    private boolean isStored(String runner) {
        return stored.containsKey(runner) && storedRuns(runner) == accepted.getOrDefault(runner, 0L);
    }

    private List<String> missing(GatewayClient api) {
        return accepted.entrySet().stream()
                .filter(entry -> !isStored(entry.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey() + " (" + storedRuns(entry.getKey()) + " of " + entry.getValue()
                        + rejection(api, entry.getKey()) + ")")
                .toList();
    }

    /** A signup that was accepted may still be rejected, and then none of its runs will ever be stored. */
    private String rejection(GatewayClient api, String runner) {
        String status = api.signupStatus(account(runner));
        return status.startsWith("rejected") ? ", signup " + status : "";
    }

    static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private long storedRuns(String runner) {
        return stored.getOrDefault(runner, Totals.NONE).runs();
    }

    private Account account(String runner) {
        return Objects.requireNonNull(accounts.get(runner), runner);
    }
}
