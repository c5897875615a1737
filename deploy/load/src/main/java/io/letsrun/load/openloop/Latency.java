package io.letsrun.load.openloop;

import org.HdrHistogram.Histogram;

/** Latencies in milliseconds, from the moment a request was due to the last byte of its answer; 0 when there was none. */
public record Latency(double p50, double p75, double p90, double p95, double p99, double p999, double max) {

    public static final Latency NONE = new Latency(0, 0, 0, 0, 0, 0, 0);

    /** @param micros in microseconds */
    public static Latency of(Histogram micros) {
        if (micros.getTotalCount() == 0) {
            return NONE;
        }
        return new Latency(
                at(micros, 50),
                at(micros, 75),
                at(micros, 90),
                at(micros, 95),
                at(micros, 99),
                at(micros, 99.9),
                micros.getMaxValue() / 1e3);
    }

    private static double at(Histogram micros, double percentile) {
        return micros.getValueAtPercentile(percentile) / 1e3;
    }
}
