package io.letsrun.load.benchmark;

import io.letsrun.load.stack.MeasuredStack;
import java.io.IOException;
import java.net.http.HttpClient;
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

/** Asks for events that nobody has asked for, beside the time that the upstream's own takes; and for those that are known. */
@Command(
        name = "events",
        mixinStandardHelpOptions = true,
        description = {
            "Events gathered cold beside what the upstream allows; with a long tail beside chunks that wait for their "
                    + "slowest; and warm answers a second.",
            "Turns the upstream simulator's knobs, and turns them back."
        })
public final class EventsBenchmark implements Callable<Integer> {

    private static final int IN_FLIGHT = 50;
    private static final int USER_MILLIS = 20;
    private static final int EVENT_MILLIS = 500;
    private static final String FIXED = "{\"kind\":\"fixed\",\"millis\":" + EVENT_MILLIS + "}";
    private static final String QUICK = "{\"kind\":\"fixed\",\"millis\":20}";
    private static final String LONG_TAIL = "{\"kind\":\"logNormal\",\"median\":300,\"sigma\":0.5,\"most\":1800}";
    private static final double COLD_BAR = 1.05;
    private static final int WARM_BAR = 20_000;
    private static final int WARM_UP_VISITS = 200;

    @Mixin
    private MeasuredStack stack = new MeasuredStack();

    @Option(names = "--rounds", defaultValue = "5", description = "Measurements of each (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--seconds", defaultValue = "10", description = "Of a load by wrk (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--connections", defaultValue = "64", description = "Of wrk (default: ${DEFAULT-VALUE}).")
    private int connections;

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            UpstreamControl upstream = new UpstreamControl(client, stack.upstream());
            try {
                upstream.usersTake(USER_MILLIS);
                upstream.eventsTake(QUICK);
                warmUp(client, upstream);
                upstream.eventsTake(FIXED);
                visit(client, upstream, IN_FLIGHT);
                cold(client, upstream);
                upstream.eventsTake(LONG_TAIL);
                longTail(client, upstream);
                upstream.eventsTake(FIXED);
                warm(client, upstream);
            } finally {
                upstream.eventsTake(FIXED);
            }
        }
        return 0;
    }

    private void warmUp(HttpClient client, UpstreamControl upstream) throws IOException, InterruptedException {
        say("warming up with %d cold users of %d quick events", WARM_UP_VISITS, IN_FLIGHT);
        for (int visit = 0; visit < WARM_UP_VISITS; visit++) {
            visit(client, upstream, IN_FLIGHT);
        }
    }

    private void cold(HttpClient client, UpstreamControl upstream) throws IOException, InterruptedException {
        for (int events : new int[] {1, 50, 200}) {
            double ideal = USER_MILLIS + Math.ceilDiv(events, IN_FLIGHT) * (double) EVENT_MILLIS;
            List<Double> took = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                took.add(millis(visit(client, upstream, events)));
            }
            say(
                    "cold, %d events: %.0f ms (median of %d; %.0f to %.0f), ideal %.0f ms: %.3f (asked for: %.2f at most)",
                    events,
                    median(took),
                    rounds,
                    took.getFirst(),
                    took.getLast(),
                    ideal,
                    median(took) / ideal,
                    COLD_BAR);
        }
    }

    /** Each gathers events of its own, with latencies of their own: over the rounds they even out. */
    private void longTail(HttpClient client, UpstreamControl upstream) throws IOException, InterruptedException {
        List<Double> ours = new ArrayList<>();
        List<Double> chunks = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            ours.add(millis(visit(client, upstream, 200)));
            SignedUpUser other = SignedUpUser.signUp(client, stack.gateway());
            upstream.user(other.userId(), 200);
            chunks.add(millis(upstream.inChunks(other.userId(), IN_FLIGHT)));
        }
        say(
                "long tail, 200 events: %.0f ms; in chunks of %d that wait for their slowest %.0f ms (medians of %d): %.2f times as fast",
                median(ours), IN_FLIGHT, median(chunks), rounds, median(chunks) / median(ours));
    }

    private void warm(HttpClient client, UpstreamControl upstream) throws IOException, InterruptedException {
        SignedUpUser visitor = SignedUpUser.signUp(client, stack.gateway());
        upstream.user(visitor.userId(), IN_FLIGHT);
        visitor.visit(client, stack.events(), IN_FLIGHT);
        Path script =
                new Scripts(Files.createTempDirectory("letsrun-benchmark")).script(EventsBenchmark.class, "events.lua");
        String url = stack.events() + "/v1/users/" + visitor.userId() + "/events?limit=" + IN_FLIGHT;
        Wrk wrk = new Wrk(script, connections);
        List<String> arguments = List.of("1", visitor.token());
        wrk.load(url, Duration.ofSeconds(seconds), Duration.ZERO, arguments);
        for (int round = 1; round <= Math.min(3, rounds); round++) {
            Wrk.Result result = wrk.load(url, Duration.ofSeconds(seconds), Duration.ZERO, arguments);
            say(
                    "warm, round %d: %,.0f answers/s of %d events, p50 %.1f ms, p99 %.1f ms, refused %d, failed %d (asked for: %,d/s, 20 ms)",
                    round,
                    result.rate(),
                    IN_FLIGHT,
                    result.p50Millis(),
                    result.p99Millis(),
                    result.refused(),
                    result.failed(),
                    WARM_BAR);
        }
    }

    private Duration visit(HttpClient client, UpstreamControl upstream, int events)
            throws IOException, InterruptedException {
        SignedUpUser visitor = SignedUpUser.signUp(client, stack.gateway());
        upstream.user(visitor.userId(), events);
        return visitor.visit(client, stack.events(), events);
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }

    private static double median(List<Double> values) {
        values.sort(null);
        return values.get(values.size() / 2);
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
