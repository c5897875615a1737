package io.letsrun.load.schedule;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * The hour from the morning's busiest minute on.
 *
 * @param minutes how much arrives in each of its 60 minutes, as a share of what arrives in the busiest one: the first, and 1
 */
record Shape(List<Double> minutes) {

    static final int MINUTES = 60;

    private static final String RESOURCE = "morning-hour.txt";

    Shape {
        minutes = List.copyOf(minutes);
        if (minutes.size() != MINUTES || minutes.getFirst() != 1) {
            throw new IllegalArgumentException("not an hour from its busiest minute on: " + minutes);
        }
        if (minutes.stream().anyMatch(share -> !(share >= 0 && share <= 1))) {
            throw new IllegalArgumentException("shares are not within 0 and 1: " + minutes);
        }
    }

    /** The hour of the recordings that this generator was made with. */
    static Shape recorded() {
        try (InputStream in = Objects.requireNonNull(Shape.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            return parse(new String(in.readAllBytes(), StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads what {@link #text} wrote. */
    static Shape parse(String text) {
        return new Shape(text.lines().map(Double::valueOf).toList());
    }

    /** A line for each minute. */
    String text() {
        return String.join(
                "",
                minutes.stream()
                        .map(share -> String.format(Locale.ROOT, "%.3f\n", share))
                        .toList());
    }

    /** The share at a moment of the hour: between the beginnings of two minutes it changes evenly. */
    double at(double minute) {
        int before = Math.clamp((long) minute, 0, MINUTES - 1);
        double next = minutes.get(Math.min(before + 1, MINUTES - 1));
        return minutes.get(before) + (next - minutes.get(before)) * (minute - before);
    }

    /** What has arrived until then, in multiples of what would arrive in a minute at the rate of the beginning. */
    double until(double minute) {
        int before = Math.clamp((long) minute, 0, MINUTES - 1);
        double whole = IntStream.range(0, before)
                .mapToDouble(full -> (at(full) + at(full + 1)) / 2)
                .sum();
        return whole + (at(before) + at(minute)) / 2 * (minute - before);
    }
}
