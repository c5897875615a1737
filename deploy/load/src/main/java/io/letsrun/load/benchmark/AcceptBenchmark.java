package io.letsrun.load.benchmark;

import io.letsrun.load.stack.MeasuredStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Loads the gateway and a bare endpoint in turn, in one run, and prints how much of the bare rate the gateway accepts. */
@Command(
        name = "accept",
        mixinStandardHelpOptions = true,
        description = {
            "Requests accepted a second, beside a bare reactor-netty endpoint under the same wrk load.",
            "The consumers of the stack are stopped meanwhile, and drain what was accepted afterwards."
        })
public final class AcceptBenchmark implements Callable<Integer> {

    private static final int WARM_UP = 3;
    private static final double RUNS_BAR = 0.35;
    private static final double SIGNUPS_BAR = 0.20;

    @Mixin
    private MeasuredStack stack = new MeasuredStack();

    @Option(names = "--seconds", defaultValue = "10", description = "Of each measurement (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--rounds", defaultValue = "3", description = "Measurements of each (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--connections", defaultValue = "128", description = "Kept open (default: ${DEFAULT-VALUE}).")
    private int connections;

    @Option(names = "--users", defaultValue = "500", description = "Who send the runs (default: ${DEFAULT-VALUE}).")
    private int users;

    @Override
    public Integer call() throws IOException, InterruptedException {
        long seed = System.currentTimeMillis();
        Path directory = Files.createTempDirectory("letsrun-benchmark");
        Scripts scripts = new Scripts(directory);
        try (BareProcess bare = BareProcess.start()) {
            Path tokens = new Tokens(stack.gateway()).write(directory.resolve("tokens"), users, seed);
            stopConsumers();
            measure(
                    "runs",
                    "/v1/runs",
                    scripts.script(AcceptBenchmark.class, "runs.lua"),
                    bare,
                    RUNS_BAR,
                    List.of(tokens.toString()));
            measure(
                    "signups",
                    "/v1/signups",
                    scripts.script(AcceptBenchmark.class, "signups.lua"),
                    bare,
                    SIGNUPS_BAR,
                    List.of());
        } finally {
            stack.start("signup-service");
            stack.start("profile-consumer");
        }
        return 0;
    }

    /** What is accepted waits in the topics meanwhile: here only the gateway, the broker and the load share the cores. */
    private void stopConsumers() throws IOException, InterruptedException {
        stack.stop("signup-service");
        stack.stop("profile-consumer");
    }

    private void measure(String what, String path, Path script, BareProcess bare, double bar, List<String> arguments) {
        Wrk wrk = new Wrk(script, connections);
        Duration time = Duration.ofSeconds(seconds);
        say("%s: warming up, %d s the bare endpoint, %d s the gateway", what, seconds, WARM_UP * seconds);
        wrk.load(bare.url() + path, time, Duration.ZERO, with(arguments));
        wrk.load(stack.gateway() + path, time.multipliedBy(WARM_UP), Duration.ZERO, with(arguments));
        List<Double> ratios = new ArrayList<>();
        double best = 0;
        for (int round = 1; round <= rounds; round++) {
            Wrk.Result bound = wrk.load(bare.url() + path, time, Duration.ZERO, with(arguments));
            Wrk.Result ours = wrk.load(stack.gateway() + path, time, Duration.ZERO, with(arguments));
            ratios.add(ours.rate() / bound.rate());
            best = Math.max(best, ours.rate());
            say(
                    "%s: round %d: bare %,.0f/s, gateway %,.0f/s (p99 %.1f ms, refused %d, failed %d): %.2f",
                    what,
                    round,
                    bound.rate(),
                    ours.rate(),
                    ours.p99Millis(),
                    ours.refused(),
                    ours.failed(),
                    ratios.getLast());
        }
        ratios.sort(null);
        double median = ratios.get(ratios.size() / 2);
        say("%s: accepted %.2f of the bare rate (median of %d; asked for: %.2f)", what, median, rounds, bar);
        atHalf(what, path, wrk, best / 2, arguments);
    }

    /** Each connection pauses so long that all of them together send half of what was accepted at most. */
    private void atHalf(String what, String path, Wrk wrk, double rate, List<String> arguments) {
        Duration pause = Duration.ofMillis(Math.max(1, Math.round(connections / rate * 1000)));
        Wrk.Result half = wrk.load(stack.gateway() + path, Duration.ofSeconds(seconds), pause, with(arguments));
        say(
                "%s: at %,.0f/s (asked for: half, %,.0f/s): p50 %.1f ms, p99 %.1f ms (asked for: 50 ms), refused %d",
                what, half.rate(), rate, half.p50Millis(), half.p99Millis(), half.refused());
    }

    /** Another seed each time, so that no load repeats what an earlier one sent. */
    private static List<String> with(List<String> arguments) {
        List<String> all = new ArrayList<>(List.of(Long.toString(System.nanoTime() / 1000)));
        all.addAll(arguments);
        return all;
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
