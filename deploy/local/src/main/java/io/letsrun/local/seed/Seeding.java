package io.letsrun.local.seed;

import io.letsrun.local.process.Pause;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/** One seed: every runner signs up, every run is sent, and then all that was accepted has to be stored. */
public final class Seeding {

    /** Longer than a fault drill takes. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final List<Run> runs;
    private final Meter meter;
    private final ConcurrentMap<String, Account> accounts = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Long> accepted = new ConcurrentHashMap<>();
    private final ConcurrentSkipListMap<String, Long> refused = new ConcurrentSkipListMap<>();
    private final ConcurrentSkipListMap<String, Totals> stored = new ConcurrentSkipListMap<>();

    private Seeding(List<Run> runs, Meter meter) {
        this.runs = runs;
        this.meter = meter;
    }

    public static Seeding ofFile(Path file, Meter meter) {
        return new Seeding(new RunFile(file).read(), meter);
    }

    public static Seeding synthetic(int runners, int runsEach, Meter meter) {
        return new Seeding(new SyntheticRuns(runners, runsEach).make(), meter);
    }

    /**
     * @param concurrency how many requests are under way at once
     * @param within how long the last accepted run may take to be stored
     */
    public SeedReport into(URI gateway, int concurrency, Duration within) {
        Workers crowd = new Workers(concurrency);
        try (Gateway api = patient(gateway)) {
            long began = System.nanoTime();
            signUp(api, crowd);
            send(api, crowd);
            Duration sending = Duration.ofNanos(System.nanoTime() - began);
            awaitStored(api, crowd, within);
            Duration storing = Duration.ofNanos(System.nanoTime() - began).minus(sending);
            long total = accepted.values().stream().mapToLong(Long::longValue).sum();
            return new SeedReport(accounts.size(), total, refused, stored, missing(api), sending, storing);
        }
    }

    public static Gateway patient(URI gateway) {
        return new Gateway(gateway, PATIENCE, backoff());
    }

    private void signUp(Gateway api, Workers crowd) {
        List<String> runners = runs.stream().map(Run::runner).distinct().toList();
        meter.begin("signups", runners.size());
        crowd.each(runners, runner -> {
            accounts.put(runner, api.signUp(runner));
            meter.advance(1);
        });
        meter.end();
    }

    private void send(Gateway api, Workers crowd) {
        meter.begin("runs", runs.size());
        crowd.each(runs, run -> {
            switch (api.send(run, account(run.runner()))) {
                case Answer.Accepted yes -> accepted.merge(run.runner(), 1L, Long::sum);
                case Answer.Refused no -> refused.merge(no.reason(), 1L, Long::sum);
            }
            meter.advance(1);
        });
        meter.end();
    }

    private void awaitStored(Gateway api, Workers crowd, Duration within) {
        meter.begin(
                "stored", accepted.values().stream().mapToLong(Long::longValue).sum());
        long deadline = System.nanoTime() + within.toNanos();
        List<String> waiting = List.copyOf(accepted.keySet());
        while (!waiting.isEmpty()
                && System.nanoTime() < deadline
                && !Thread.currentThread().isInterrupted()) {
            crowd.each(waiting, runner -> look(api, runner));
            waiting = waiting.stream().filter(runner -> !isStored(runner)).toList();
            if (!waiting.isEmpty()) {
                Pause.of(BETWEEN_LOOKS);
            }
        }
        meter.end();
    }

    private void look(Gateway api, String runner) {
        api.totals(account(runner)).ifPresent(totals -> {
            Totals before = stored.put(runner, totals);
            meter.advance(totals.runs() - (before == null ? 0 : before.runs()));
        });
    }

    private boolean isStored(String runner) {
        Totals totals = stored.get(runner);
        return totals != null && totals.runs() == accepted.getOrDefault(runner, 0L);
    }

    private List<String> missing(Gateway api) {
        return accepted.entrySet().stream()
                .filter(entry -> !isStored(entry.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey() + " (" + storedRuns(entry.getKey()) + " of " + entry.getValue()
                        + rejection(api, entry.getKey()) + ")")
                .collect(Collectors.toList());
    }

    /** A signup that was accepted may still be rejected, and then none of its runs will ever be stored. */
    private String rejection(Gateway api, String runner) {
        String status = api.signupStatus(account(runner));
        return status.startsWith("rejected") ? ", signup " + status : "";
    }

    private long storedRuns(String runner) {
        Totals totals = stored.get(runner);
        return totals == null ? 0 : totals.runs();
    }

    private Account account(String runner) {
        Account account = accounts.get(runner);
        if (account == null) {
            throw new IllegalStateException("nobody signed up " + runner);
        }
        return account;
    }

    private static Backoff backoff() {
        return new Backoff(
                Duration.ofMillis(100),
                Duration.ofSeconds(5),
                bound -> ThreadLocalRandom.current().nextLong(bound));
    }
}
