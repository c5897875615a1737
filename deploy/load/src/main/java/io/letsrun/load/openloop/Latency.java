package io.letsrun.load.openloop;

import org.HdrHistogram.Histogram;

/** Latencies in milliseconds, from the moment a request was due to the last byte of its answer; 0 when there was none. */
public record Latency(double p50, double p99, double p999, double max) {

    static final Latency NONE = new Latency(0, 0, 0, 0);

    /** @param micros in microseconds */
    static Latency of(Histogram micros) {
        if (micros.getTotalCount() == 0) {
            return NONE;
        }
        return new Latency(
                micros.getValueAtPercentile(50) / 1e3,
                micros.getValueAtPercentile(99) / 1e3,
                micros.getValueAtPercentile(99.9) / 1e3,
                micros.getMaxValue() / 1e3);
    }
}
