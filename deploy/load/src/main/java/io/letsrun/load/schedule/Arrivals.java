package io.letsrun.load.schedule;

import java.time.Duration;
import java.util.List;

/**
 * When each request is due. The rate is what is given; there is no chance in it, so that two runs get the same load.
 *
 * @param stretches one after the other
 */
public record Arrivals(List<Stretch> stretches) {

    public Arrivals {
        stretches = List.copyOf(stretches);
        if (stretches.isEmpty()) {
            throw new IllegalArgumentException("no time in which anything could arrive");
        }
    }

    public static Arrivals of(Stretch... stretches) {
        return new Arrivals(List.of(stretches));
    }

    public Duration time() {
        return stretches.stream().map(Stretch::time).reduce(Duration.ZERO, Duration::plus);
    }

    public long count() {
        return Math.round(stretches.stream().mapToDouble(Stretch::count).sum());
    }

    /**
     * When the n-th is due, from 0.
     *
     * @return nanoseconds from the beginning
     */
    public long due(long n) {
        double arrived = n;
        double began = 0;
        for (Stretch stretch : stretches) {
            if (arrived < stretch.count()) {
                return Math.round((began + stretch.when(arrived)) * 1e9);
            }
            arrived -= stretch.count();
            began += stretch.seconds();
        }
        return time().toNanos();
    }
}
