package io.letsrun.load.benchmark;

import static io.letsrun.load.report.Output.median;
import static io.letsrun.load.report.Output.say;

import io.letsrun.load.stack.MeasuredStack;
import io.letsrun.load.stack.UpstreamControl;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Loads the gateway's reads and a bare endpoint in turn, in one run, and prints how much of the bare rate each read reaches. */
@Command(
        name = "reads",
        mixinStandardHelpOptions = true,
        description = {
            "Reads answered a second, beside a bare reactor-netty endpoint under the same wrk load.",
            "Warm: few users whose answers are cached. Cold: each read is another user's, and the cache is emptied before."
        })
final class ReadsBenchmark implements Callable<Integer> {

    private static final int WARM_UP = 2;
    private static final int EVENTS = 50;
    private static final double WARM_P99_BAR = 20;
    private static final String QUICK = "{\"kind\":\"fixed\",\"millis\":1}";
    private static final String USUAL = "{\"kind\":\"fixed\",\"millis\":500}";

    private static final List<Read> WARM = List.of(
            new Read("profile", "/v1/profile", false, 0.35),
            new Read("page of 20 runs", "/v1/runs?limit=20", false, 0.25),
            new Read("50 events", "/v1/events?limit=" + EVENTS, false, 0.30),
            new Read("status of a signup", "/v1/signups/USER", false, 0),
            new Read("profile, 304", "/v1/profile", true, 0.35),
            new Read("page of 20 runs, 304", "/v1/runs?limit=20", true, 0.35));

    private static final List<Read> COLD = List.of(
            new Read("profile", "/v1/profile", false, 0.09),
            new Read("page of 20 runs", "/v1/runs?limit=20", false, 0.06));

    @Mixin
    private MeasuredStack stack = new MeasuredStack();

    @Option(names = "--seconds", description = "Length of each measurement of warm reads.")
    private int seconds = 5;

    @Option(names = "--cold-seconds", description = "Length of each measurement of cold reads.")
    private int coldSeconds = 3;

    @Option(
            names = "--cold-warm-up",
            description =
                    "Seconds of cold reads before each kind of them is measured, in which the JVMs compile their path.")
    private int coldWarmUp = 40;

    @Option(names = "--rounds", description = "Measurements of each read.")
    private int rounds = 3;

    @Option(names = "--connections", description = "Open connections.")
    private int connections = 64;

    @Option(names = "--users", description = "Users of warm reads.")
    private int users = 500;

    @Option(names = "--cold-users", description = "Users of cold reads, more than a measurement reads.")
    private int coldUsers = 40_000;

    @Option(names = "--runs", description = "Runs of each user.")
    private int runs = 30;

    /** @param bar of the bare rate; 0 for none */
    private record Read(String name, String path, boolean isTagged, double bar) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        stack.requireRunning();
        try (BareEndpoint bare = BareEndpoint.start();
                Readers readers = new Readers(stack)) {
            say("preparing %,d users with %d runs each", coldUsers, runs);
            readers.prepare(coldUsers, runs);
            addEvents(readers);
            for (Read read : WARM) {
                warm(bare, readers, read);
            }
            for (Read read : COLD) {
                cold(bare, readers, read);
            }
        }
        return 0;
    }

    private void addEvents(Readers readers) throws IOException, InterruptedException {
        say("adding %d events for each of %,d users", EVENTS, users);
        try (UpstreamControl upstream = new UpstreamControl(stack.upstream())) {
            upstream.latency("getEventById", QUICK);
            try {
                readers.addEvents(upstream, users, EVENTS);
            } finally {
                upstream.latency("getEventById", USUAL);
            }
        }
    }

    private void warm(BareEndpoint bare, Readers readers, Read read) throws IOException, InterruptedException {
        Path file = readers.file(users, read.isTagged() ? read.path() : null);
        Wrk wrk = Wrk.of("reads.lua", connections);
        Duration time = Duration.ofSeconds(seconds);
        load(wrk, bare.url(), time, file, read);
        load(wrk, stack.gateway(), time.multipliedBy(WARM_UP), file, read);
        measure("warm", bare, wrk, time, file, read, () -> {});
    }

    private void cold(BareEndpoint bare, Readers readers, Read read) throws IOException, InterruptedException {
        Path file = readers.file(coldUsers, null);
        Wrk wrk = Wrk.of("reads.lua", connections);
        Duration time = Duration.ofSeconds(coldSeconds);
        say("cold, %s: warming up for %d s", read.name(), coldWarmUp);
        for (int past = 0; past < coldWarmUp; past += coldSeconds) {
            readers.emptyCache();
            load(wrk, stack.gateway(), time, file, read);
        }
        measure("cold", bare, wrk, time, file, read, readers::emptyCache);
    }

    private void measure(String how, BareEndpoint bare, Wrk wrk, Duration time, Path file, Read read, Runnable before) {
        List<Double> ratios = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            Wrk.Result bound = load(wrk, bare.url(), time, file, read);
            before.run();
            Wrk.Result ours = load(wrk, stack.gateway(), time, file, read);
            ratios.add(ours.rate() / bound.rate());
            say(
                    "%s, %s: round %d: bare %,.0f/s, gateway %,.0f/s (p50 %.1f ms, p99 %.1f ms, refused %d, failed %d): %.3f%s",
                    how,
                    read.name(),
                    round,
                    bound.rate(),
                    ours.rate(),
                    ours.p50Millis(),
                    ours.p99Millis(),
                    ours.refused(),
                    ours.failed(),
                    ratios.getLast(),
                    how.equals("cold") && ours.requests() > coldUsers
                            ? "; users were read twice, give more --cold-users"
                            : "");
        }
        say(
                "%s, %s: %.3f of the bare rate (median of %d%s)",
                how,
                read.name(),
                median(ratios),
                rounds,
                read.bar() == 0 ? "" : "; target %.2f, p99 %.0f ms when warm".formatted(read.bar(), WARM_P99_BAR));
    }

    private static Wrk.Result load(Wrk wrk, String base, Duration time, Path file, Read read) {
        return wrk.load(base, time, file.toString(), read.path());
    }
}
