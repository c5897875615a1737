package io.letsrun.load.schedule;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * The hour from the busiest minute of recorded mornings on.
 *
 * @param minutes what arrives in each of its 60 minutes, as a share of the first, which is the busiest
 */
public record MorningHour(List<Double> minutes) {

    static final int MINUTES = 60;

    private static final String RESOURCE = "morning-hour.txt";

    public MorningHour {
        minutes = List.copyOf(minutes);
        if (minutes.size() != MINUTES || minutes.getFirst() != 1) {
            throw new IllegalArgumentException("not an hour from its busiest minute on: " + minutes);
        }
        if (minutes.stream().anyMatch(share -> !(share >= 0 && share <= 1))) {
            throw new IllegalArgumentException("shares are not within 0 and 1: " + minutes);
        }
    }

    /** The hour that the generator ships with. */
    public static MorningHour recorded() {
        try (InputStream in = Objects.requireNonNull(MorningHour.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            return new MorningHour(new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .map(Double::valueOf)
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The hour, stretched or compressed to {@code time}, in pieces of a second or more.
     *
     * @param peak arrivals a second at its beginning
     */
    public List<Stretch> stretches(double peak, Duration time) {
        int pieces = (int) Math.min(MINUTES, time.toSeconds());
        return IntStream.range(0, pieces)
                .mapToObj(piece ->
                        new Stretch(time.dividedBy(pieces), peak * at(piece, pieces), peak * at(piece + 1, pieces)))
                .toList();
    }

    /** The share where a piece begins; it changes evenly from minute to minute. */
    private double at(int piece, int pieces) {
        double minute = (double) MINUTES * piece / pieces;
        int before = Math.min((int) minute, MINUTES - 1);
        double next = minutes.get(Math.min(before + 1, MINUTES - 1));
        return minutes.get(before) + (next - minutes.get(before)) * (minute - before);
    }
}
