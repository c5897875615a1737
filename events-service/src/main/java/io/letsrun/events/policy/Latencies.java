package io.letsrun.events.policy;

import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The latencies of the last calls, and how long all but the slowest of them took. Thread-safe. */
final class Latencies {

    private static final int KEPT = 512;
    private static final int BETWEEN_SORTS = 16;

    private final double quantile;
    private final int samples;
    private final long[] nanos = new long[KEPT];
    private long recorded;
    private volatile @Nullable Duration estimate;

    /** @param samples how many latencies there must be before there is an estimate */
    Latencies(double quantile, int samples) {
        this.quantile = quantile;
        this.samples = samples;
    }

    synchronized void record(long latency) {
        nanos[(int) (recorded++ % KEPT)] = latency;
        if (recorded >= samples && (recorded - samples) % BETWEEN_SORTS == 0) {
            long[] sorted = Arrays.copyOf(nanos, (int) Math.min(recorded, KEPT));
            Arrays.sort(sorted);
            estimate = Duration.ofNanos(sorted[(int) (quantile * (sorted.length - 1))]);
        }
    }

    /** Returns the latency that the given share of calls stays below; null as long as too few are known. */
    @Nullable Duration estimate() {
        return estimate;
    }
}
