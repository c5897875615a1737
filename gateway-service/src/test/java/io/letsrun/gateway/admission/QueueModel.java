package io.letsrun.gateway.admission;

import com.netflix.concurrency.limits.Limit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/**
 * A model of the gateway in its own time: one line, served at a rate that may vary and stand still, with 3 ms that nobody
 * waits for anybody. What is not let in costs nothing.
 *
 * @param served how many a second, by the time in seconds
 * @param offered how many a second, by the time in seconds
 * @param pauses from when to when nothing is served
 */
record QueueModel(DoubleUnaryOperator served, DoubleUnaryOperator offered, List<Pause> pauses) {

    private static final double ALONE = 0.003;
    private static final double NANOS = 1e9;

    record Pause(double from, double until) {}

    /** What became of those who came in a stretch of time; latencies in seconds, of those let in. */
    record Outcome(double accepted, long refused, double p50, double p99, int limit) {}

    /** Returns what became of each stretch, each until the next of the moments. */
    List<Outcome> under(Limit limit, double... moments) {
        Random random = new Random(7);
        Deque<double[]> underWay = new ArrayDeque<>();
        List<Outcome> outcomes = new ArrayList<>();
        double now = 0;
        double free = 0;
        for (double until : moments) {
            double from = now;
            long refused = 0;
            List<Double> latencies = new ArrayList<>();
            while (now < until) {
                now -= Math.log(1 - random.nextDouble()) / offered.applyAsDouble(now);
                leave(underWay, now, limit);
                if (underWay.size() >= limit.getLimit()) {
                    refused++;
                } else {
                    double begin = begin(Math.max(now, free));
                    free = begin + 1 / served.applyAsDouble(begin);
                    double end = free + ALONE;
                    underWay.add(new double[] {now, end});
                    latencies.add(end - now);
                }
            }
            outcomes.add(outcome(now - from, latencies, refused, limit));
        }
        return outcomes;
    }

    private double begin(double earliest) {
        for (Pause pause : pauses) {
            if (earliest >= pause.from && earliest < pause.until) {
                return pause.until;
            }
        }
        return earliest;
    }

    private static void leave(Deque<double[]> underWay, double now, Limit limit) {
        double[] next = underWay.peek();
        while (next != null && next[1] <= now) {
            int inUse = underWay.size();
            underWay.remove();
            limit.onSample((long) ((1 + next[0]) * NANOS), (long) ((next[1] - next[0]) * NANOS), inUse, false);
            next = underWay.peek();
        }
    }

    private static Outcome outcome(double seconds, List<Double> latencies, long refused, Limit limit) {
        Collections.sort(latencies);
        int count = latencies.size();
        return new Outcome(
                count / seconds, refused, latencies.get(count / 2), latencies.get(count * 99 / 100), limit.getLimit());
    }
}
