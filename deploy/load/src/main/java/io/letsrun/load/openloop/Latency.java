package io.letsrun.load.openloop;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/** Latencies in milliseconds, from the moment a request was due to the last byte of its answer; 0 when there was none. */
public record Latency(double p50, double p75, double p90, double p95, double p99, double p999, double max) {

    public static final Latency NONE = new Latency(0, 0, 0, 0, 0, 0, 0);

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

    /** Bars from 0 to 1, 2, 4 and so on, up to the largest value. */
    static List<Bucket> histogram(Histogram micros) {
        List<Bucket> buckets = new ArrayList<>();
        for (HistogramIterationValue step : micros.logarithmicBucketValues(1000, 2)) {
            buckets.add(new Bucket(
                    Math.round(step.getValueIteratedFrom() / 1e3),
                    Math.round(step.getValueIteratedTo() / 1e3),
                    step.getCountAddedInThisIterationStep()));
        }
        return List.copyOf(buckets);
    }
}
