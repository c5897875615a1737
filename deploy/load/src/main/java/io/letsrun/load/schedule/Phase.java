package io.letsrun.load.schedule;

import java.time.Duration;
import java.util.List;

/**
 * A part of a load that has its own results. The rate is what is given; nothing is random, so that two runs get the same load.
 *
 * @param stretches one after the other, from the end of the phase before
 */
public record Phase(String name, List<Stretch> stretches) {

    public Phase {
        stretches = List.copyOf(stretches);
        if (stretches.isEmpty()) {
            throw new IllegalArgumentException("a phase needs a stretch");
        }
    }

    public Phase(String name, Stretch... stretches) {
        this(name, List.of(stretches));
    }

    public Duration time() {
        return stretches.stream().map(Stretch::time).reduce(Duration.ZERO, Duration::plus);
    }

    /** How many requests become due in it. */
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
