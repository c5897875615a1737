package io.letsrun.load.schedule;

import java.time.Duration;

/**
 * A morning: the rate rises evenly to its peak, and then goes the way of the hour that follows the busiest minute in the
 * recordings, all of it within the given time.
 */
public final class MorningHour {

    private final double base;
    private final double peak;
    private final double within;
    private final double rest;
    private final Shape shape;

    /**
     * @param base arrivals a second at the beginning, 0 or more
     * @param peak arrivals a second when it is busiest, at least as many
     * @param within how long it takes from base to peak, positive
     * @param rest how long it goes on then: the recorded hour is stretched or compressed to that; zero to end at the peak
     * @throws IllegalArgumentException when one of them is out of its range
     */
    public MorningHour(double base, double peak, Duration within, Duration rest) {
        this(base, peak, within, rest, Shape.recorded());
    }

    MorningHour(double base, double peak, Duration within, Duration rest, Shape shape) {
        if (!(base >= 0 && peak >= base)) {
            throw new IllegalArgumentException("a rate cannot rise from " + base + " to " + peak);
        }
        if (!within.isPositive() || rest.isNegative()) {
            throw new IllegalArgumentException("a morning cannot rise within " + within + " and last " + rest);
        }
        this.base = base;
        this.peak = peak;
        this.within = seconds(within);
        this.rest = seconds(rest);
        this.shape = shape;
    }

    /** From the beginning to the end. */
    public Duration length() {
        return Duration.ofNanos(Math.round((within + rest) * 1e9));
    }

    /** Arrivals a second at a moment since the beginning; none beyond the end. */
    public double rate(Duration at) {
        double time = seconds(at);
        if (time < 0 || time > within + rest) {
            return 0;
        }
        return time <= within ? base + (peak - base) * time / within : peak * shape.at(minute(time));
    }

    /** How many have arrived until a moment since the beginning, the part of one that is due next included. */
    public double arrivals(Duration until) {
        double time = Math.clamp(seconds(until), 0, within + rest);
        if (time <= within) {
            return base * time + (peak - base) * time * time / within / 2;
        }
        return (base + peak) / 2 * within + peak * shape.until(minute(time)) * rest / Shape.MINUTES;
    }

    private double minute(double time) {
        return (time - within) / rest * Shape.MINUTES;
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
