package io.letsrun.console.traffic;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * One quantity over time.
 *
 * @param now its present value; of a rate, the mean of the last seconds, since commits come in lumps
 * @param points oldest first
 */
public record Series(double now, List<Point> points) {

    /** What was measured at a moment. */
    public record Point(Instant at, double value) {}

    private static final Duration NOW = Duration.ofSeconds(10);

    static Series level(List<Sample> samples, ToLongFunction<Sample> quantity) {
        List<Point> points = samples.stream()
                .map(sample -> new Point(sample.at(), quantity.applyAsLong(sample)))
                .toList();
        return new Series(points.isEmpty() ? 0 : points.getLast().value(), points);
    }

    /**
     * Returns how much a counter grows in a second. One that falls (its topic was made anew) has grown by nothing.
     *
     * @param counter gives a negative number where it did not exist yet: it does not grow from there
     */
    static Series rate(List<Sample> samples, ToLongFunction<Sample> counter) {
        List<Point> points = new ArrayList<>();
        for (int i = 1; i < samples.size(); i++) {
            points.add(new Point(samples.get(i).at(), perSecond(samples.get(i - 1), samples.get(i), counter)));
        }
        return new Series(recent(samples, counter), List.copyOf(points));
    }

    private static double recent(List<Sample> samples, ToLongFunction<Sample> counter) {
        if (samples.size() < 2) {
            return 0;
        }
        Sample last = samples.getLast();
        Instant from = last.at().minus(NOW);
        int first = samples.size() - 2;
        while (first > 0 && counts(samples.get(first - 1), from, counter)) {
            first--;
        }
        return perSecond(samples.get(first), last, counter);
    }

    /** Whether it is within the last seconds, and the counter existed already. */
    private static boolean counts(Sample sample, Instant from, ToLongFunction<Sample> counter) {
        return !sample.at().isBefore(from) && counter.applyAsLong(sample) >= 0;
    }

    private static double perSecond(Sample from, Sample to, ToLongFunction<Sample> counter) {
        double seconds = Duration.between(from.at(), to.at()).toNanos() / 1e9;
        long before = counter.applyAsLong(from);
        long grown = counter.applyAsLong(to) - before;
        return before >= 0 && grown > 0 && seconds > 0 ? grown / seconds : 0;
    }
}
