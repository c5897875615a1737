package io.letsrun.load.openloop;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * One bar of a histogram.
 *
 * @param fromMillis the least latency in it
 * @param toMillis latencies in it are below that
 * @param count how many there are
 */
public record Bucket(double fromMillis, double toMillis, long count) {

    private static final double[] STEPS = {1, 2, 5};
    private static final double LARGEST = 1e6;

    /** From 0, in steps of 1, 2 and 5, as far as there are values. */
    static List<Bucket> of(Histogram micros) {
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
