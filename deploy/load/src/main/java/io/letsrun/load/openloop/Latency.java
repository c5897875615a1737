package io.letsrun.load.openloop;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Latencies in milliseconds, from the moment a request was due to the last byte of its answer; 0 when there was none. */
public record Latency(double p50, double p75, double p90, double p95, double p99, double p999, double max) {

    public static final Latency NONE = new Latency(0, 0, 0, 0, 0, 0, 0);

    private static final double[] STEPS = {1, 2, 5};
    private static final double LARGEST = 1e6;

    /**
     * One bar of a histogram.
     *
     * @param toMillis latencies in it are below that
     */
    public record Bucket(double fromMillis, double toMillis, long count) {}

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

    /** Bars from 0 in steps of 1, 2 and 5, up to the largest value. */
    static List<Bucket> histogram(Histogram micros) {
        List<Bucket> buckets = new ArrayList<>();
        long left = micros.getTotalCount();
        double from = 0;
        for (double decade = 1; left > 0 && decade < LARGEST; decade *= 10) {
            for (double step : STEPS) {
                double to = decade * step;
                long count = micros.getCountBetweenValues(Math.round(from * 1000), Math.round(to * 1000) - 1);
                count = Math.min(count, left);
                if (left > 0) {
                    buckets.add(new Bucket(from, to, count));
                }
                left -= count;
                from = to;
            }
        }
        return List.copyOf(buckets);
    }
}
