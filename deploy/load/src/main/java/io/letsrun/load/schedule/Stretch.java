package io.letsrun.load.schedule;

import java.time.Duration;

/**
 * A time in which the rate of arrivals goes evenly from one to another.
 *
 * @param time how long it is
 * @param from arrivals a second at its beginning
 * @param to arrivals a second at its end
 */
public record Stretch(Duration time, double from, double to) {

    public Stretch {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("a stretch takes some time: " + time);
        }
        if (!(from >= 0) || !(to >= 0) || Double.isInfinite(from) || Double.isInfinite(to)) {
            throw new IllegalArgumentException("no rate is negative or endless: from " + from + " to " + to);
        }
    }

    public static Stretch constant(double rate, Duration time) {
        return new Stretch(time, rate, rate);
    }

    /** A constant rate that makes this many. */
    public static Stretch of(long count, Duration time) {
        return constant(count / seconds(time), time);
    }

    double seconds() {
        return seconds(time);
    }

    double count() {
        return (from + to) / 2 * seconds();
    }

    /** When, in seconds from its beginning, that many have arrived: where the area under the rate is as large. */
    double when(double arrived) {
        double slope = (to - from) / seconds();
        if (Math.abs(slope) < 1e-9) {
            return from == 0 ? 0 : arrived / from;
        }
        // The root that stays exact for small slopes, of slope/2·t² + from·t = arrived.
        double root = Math.sqrt(Math.max(0, from * from + 2 * slope * arrived));
        return 2 * arrived / (from + root);
    }

    public static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }
}
