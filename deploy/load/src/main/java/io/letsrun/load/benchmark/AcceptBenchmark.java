package io.letsrun.load.benchmark;

import static io.letsrun.load.report.Output.median;
import static io.letsrun.load.report.Output.say;

import io.letsrun.load.stack.MeasuredStack;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
            "Stops the stack's consumers; they store what was accepted afterwards."
        })
final class AcceptBenchmark implements Callable<Integer> {

    private static final int WARM_UP = 3;
    private static final double RUNS_BAR = 0.35;
    private static final double SIGNUPS_BAR = 0.20;

    @Mixin
    private MeasuredStack stack = new MeasuredStack();

    @Option(names = "--seconds", description = "Length of each measurement.")
    private int seconds = 10;

    @Option(names = "--rounds", description = "Measurements of each endpoint.")
    private int rounds = 3;

    @Option(names = "--connections", description = "Open connections.")
    private int connections = 128;

    @Option(names = "--users", description = "Users who send the runs.")
    private int users = 500;

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (BareEndpoint bare = BareEndpoint.start()) {
            Path tokens = tokens();
            // What is accepted stays in the topics, so that only the gateway, the broker and wrk share the cores.
            stack.stop("signup-service");
            stack.stop("profile-consumer");
            measure("runs", bare, RUNS_BAR, tokens.toString());
            measure("signups", bare, SIGNUPS_BAR);
        } finally {
            stack.start("signup-service");
            stack.start("profile-consumer");
        }
        return 0;
    }

    private Path tokens() throws IOException, InterruptedException {
        List<String> tokens = new ArrayList<>();
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (int user = 0; user < users; user++) {
                tokens.add(SignedUpUser.signUp(client, stack.gateway()).token());
            }
        }
        return Files.write(Wrk.file(".tokens"), tokens);
    }

    private void measure(String what, BareEndpoint bare, double bar, String... arguments) throws IOException {
        String bareUrl = bare.url() + "/v1/" + what;
        String url = stack.gateway() + "/v1/" + what;
        Wrk wrk = Wrk.of(what + ".lua", connections);
        Duration time = Duration.ofSeconds(seconds);
        say("%s: warming up, %d s the bare endpoint, %d s the gateway", what, seconds, WARM_UP * seconds);
        wrk.load(bareUrl, time, arguments);
        wrk.load(url, time.multipliedBy(WARM_UP), arguments);
        List<Double> ratios = new ArrayList<>();
        double best = 0;
        for (int round = 1; round <= rounds; round++) {
            Wrk.Result bound = wrk.load(bareUrl, time, arguments);
            Wrk.Result ours = wrk.load(url, time, arguments);
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
        say("%s: accepted %.2f of the bare rate (median of %d; target %.2f)", what, median(ratios), rounds, bar);
        // Each connection pauses so long that all of them together send half of the best rate at most.
        Duration pause = Duration.ofMillis(Math.max(1, Math.round(connections / (best / 2) * 1000)));
        Wrk.Result half = wrk.load(url, time, pause, arguments);
        say(
                "%s: at %,.0f/s (half the best rate: %,.0f/s): p50 %.1f ms, p99 %.1f ms (target 50 ms), refused %d",
                what, half.rate(), best / 2, half.p50Millis(), half.p99Millis(), half.refused());
    }
}
