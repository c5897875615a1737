package io.letsrun.load.benchmark;

import static io.letsrun.load.report.Output.median;
import static io.letsrun.load.report.Output.say;

import io.letsrun.load.stack.MeasuredStack;
import io.letsrun.load.stack.UpstreamControl;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Asks for events that nobody has asked for, beside the time that the upstream's own takes; and for those that are known. */
@Command(
        name = "events",
        mixinStandardHelpOptions = true,
        description = {
            "Times the first read of a user's events through the gateway beside what the upstream allows, and counts"
                    + " cached answers a second.",
            "Sets the upstream simulator's latencies, and resets them."
        })
final class EventsBenchmark implements Callable<Integer> {

    private static final int IN_FLIGHT = 50;
    private static final int USER_MILLIS = 20;
    private static final int EVENT_MILLIS = 500;
    private static final String FIXED = "{\"kind\":\"fixed\",\"millis\":" + EVENT_MILLIS + "}";
    private static final String QUICK = "{\"kind\":\"fixed\",\"millis\":20}";
    private static final double COLD_BAR = 1.05;
    private static final int WARM_BAR = 20_000;
    private static final int WARM_UP_VISITS = 200;

    @Mixin
    private MeasuredStack stack = new MeasuredStack();

    @Option(names = "--rounds", description = "Measurements of each kind.")
    private int rounds = 5;

    @Option(names = "--seconds", description = "Length of a load by wrk.")
    private int seconds = 10;

    @Option(names = "--connections", description = "Open connections of wrk.")
    private int connections = 64;

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                UpstreamControl upstream = new UpstreamControl(stack.upstream())) {
            try {
                upstream.latency("getUserById", "{\"kind\":\"fixed\",\"millis\":" + USER_MILLIS + "}");
                upstream.latency("getEventById", QUICK);
                warmUp(client, upstream);
                upstream.latency("getEventById", FIXED);
                gather(client, upstream, IN_FLIGHT);
                cold(client, upstream);
                warm(client, upstream);
            } finally {
                upstream.latency("getEventById", FIXED);
            }
        }
        return 0;
    }

    private void warmUp(HttpClient client, UpstreamControl upstream) throws IOException, InterruptedException {
        say("warming up with %d cold users of %d quick events", WARM_UP_VISITS, IN_FLIGHT);
        for (int visit = 0; visit < WARM_UP_VISITS; visit++) {
            gather(client, upstream, IN_FLIGHT);
        }
    }

    private void cold(HttpClient client, UpstreamControl upstream) throws IOException, InterruptedException {
        for (int events : new int[] {1, 50, 200}) {
            double ideal = USER_MILLIS + Math.ceilDiv(events, IN_FLIGHT) * (double) EVENT_MILLIS;
            List<Double> took = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                took.add(millis(gather(client, upstream, events)));
            }
            say(
                    "cold, %d events: %.0f ms (median of %d; %.0f to %.0f), ideal %.0f ms: %.3f (target %.2f at most)",
                    events,
                    median(took),
                    rounds,
                    took.stream().min(Double::compare).orElseThrow(),
                    took.stream().max(Double::compare).orElseThrow(),
                    ideal,
                    median(took) / ideal,
                    COLD_BAR);
        }
    }

    private void warm(HttpClient client, UpstreamControl upstream) throws IOException, InterruptedException {
        SignedUpUser user = SignedUpUser.signUp(client, stack.gateway());
        upstream.user(user.userId(), IN_FLIGHT);
        user.readEvents(client, stack.gateway(), IN_FLIGHT);
        String url = stack.gateway() + "/v1/events?limit=" + IN_FLIGHT;
        Wrk wrk = Wrk.of("events.lua", connections);
        wrk.load(url, Duration.ofSeconds(seconds), user.token());
        for (int round = 1; round <= Math.min(3, rounds); round++) {
            Wrk.Result result = wrk.load(url, Duration.ofSeconds(seconds), user.token());
            say(
                    "warm, round %d: %,.0f answers/s of %d events, p50 %.1f ms, p99 %.1f ms, refused %d, failed %d (target %,d/s, 20 ms)",
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

    private Duration gather(HttpClient client, UpstreamControl upstream, int events)
            throws IOException, InterruptedException {
        SignedUpUser user = SignedUpUser.signUp(client, stack.gateway());
        upstream.user(user.userId(), events);
        return user.readEvents(client, stack.gateway(), events);
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}
