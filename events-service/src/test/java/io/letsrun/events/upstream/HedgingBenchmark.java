package io.letsrun.events.upstream;

import io.letsrun.simulator.LatencyModel;
import io.letsrun.simulator.SimulatedOperation;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import reactor.core.publisher.Flux;

/**
 * Fetches pages of 50 events from an upstream with a long tail, without and with hedges, and prints what it changes. No
 * part of the build: run it by hand, from an IDE or with the class path of the tests.
 */
final class HedgingBenchmark {

    private static final int PAGES = 200;
    private static final int PAGE = 50;

    private HedgingBenchmark() {}

    public static void main(String[] arguments) {
        for (boolean hedged : new boolean[] {false, true}) {
            measure("log-normal, median 50 ms, sigma 0.5", new LatencyModel.LogNormal(50, 0.5, 1_500), hedged);
            measure("50 ms, one call in 100 takes 500 ms", new LatencyModel.SlowShare(50, 0.01, 10), hedged);
        }
    }

    private static void measure(String upstream, LatencyModel latency, boolean hedged) {
        try (UpstreamFixture rig = UpstreamFixture.with("hedge.enabled", hedged)) {
            rig.simulator.user("a", 10_000);
            rig.knobs(knobs -> knobs.with(SimulatedOperation.EVENT, behaviour -> behaviour.taking(latency)));
            long[] nanos = new long[PAGES];
            for (int page = 0; page < PAGES; page++) {
                nanos[page] = page(rig, page);
            }
            long[] sorted = Arrays.copyOfRange(nanos, PAGES / 10, PAGES);
            Arrays.sort(sorted);
            long calls = rig.simulator.counters().calls(SimulatedOperation.EVENT);
            System.out.printf(
                    Locale.ROOT,
                    "%-38s %-8s p50 %4d ms  p90 %4d ms  p99 %4d ms  extra calls %.2f %%  hedges won %.0f of %.0f%n",
                    upstream,
                    hedged ? "hedged" : "plain",
                    Duration.ofNanos(sorted[sorted.length / 2]).toMillis(),
                    Duration.ofNanos(sorted[sorted.length * 9 / 10]).toMillis(),
                    Duration.ofNanos(sorted[sorted.length * 99 / 100]).toMillis(),
                    100.0 * (calls - (long) PAGES * PAGE) / (PAGES * PAGE),
                    rig.count("hedges.won"),
                    rig.count("hedges.sent"));
        }
    }

    private static long page(UpstreamFixture rig, int page) {
        Requester asker = Requester.within(UpstreamFixture.LONG);
        long start = System.nanoTime();
        Flux.range(page * PAGE % 10_000, PAGE)
                .flatMapSequential(i -> rig.upstream.event("a:%05d".formatted(1 + i % 10_000), asker), PAGE)
                .blockLast(UpstreamFixture.LONG);
        return System.nanoTime() - start;
    }
}
