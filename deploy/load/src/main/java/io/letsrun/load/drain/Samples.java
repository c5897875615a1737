package io.letsrun.load.drain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How many records were stored at which moments, and how fast that was between any two shares of them. Those stored to warm
 * up count from below zero.
 */
final class Samples {

    private record Moment(Instant at, long stored) {}

    private final List<Moment> samples = new ArrayList<>();

    void add(Instant at, long stored) {
        samples.add(new Moment(at, stored));
    }

    /** Records a second from that share of the total to that other one, interpolated between samples. */
    double rate(double from, double to) {
        long total = samples.getLast().stored();
        Duration time = Duration.between(when(total * from), when(total * to));
        return total * (to - from) / (time.toNanos() / 1e9);
    }

    private Instant when(double stored) {
        for (int i = 1; i < samples.size(); i++) {
            Moment before = samples.get(i - 1);
            Moment after = samples.get(i);
            if (after.stored() >= stored && after.stored() > before.stored()) {
                double share = Math.max(0, stored - before.stored()) / (after.stored() - before.stored());
                long nanos = Duration.between(before.at(), after.at()).toNanos();
                return before.at().plusNanos(Math.round(nanos * share));
            }
        }
        return samples.getLast().at();
    }
}
