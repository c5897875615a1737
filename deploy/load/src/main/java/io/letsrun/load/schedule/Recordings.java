package io.letsrun.load.schedule;

import io.letsrun.local.Refusal;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The ends of recorded runs, by the minute of their day: a phone sends a run when it is over.
 *
 * @param ends how many in each minute
 * @param skipped lines without a start and a length
 */
record Recordings(int[] ends, long skipped) {

    static final int MINUTES_OF_A_DAY = 24 * 60;

    private static final int NOON = 12 * 60;

    /** A mean over so many minutes: of a few dozen runs in a minute, chance makes a sixth. */
    private static final int SMOOTHED = 5;

    private static final int LONGEST = 604_800;

    /** @throws Refusal when there are no columns {@code startedAt} and {@code elapsedSeconds} */
    static Recordings read(BufferedReader csv) throws IOException {
        String header = csv.readLine();
        List<String> columns = header == null ? List.of() : List.of(header.split(",", -1));
        int start = column(columns, "startedAt");
        int elapsed = column(columns, "elapsedSeconds");
        int[] ends = new int[MINUTES_OF_A_DAY];
        long skipped = 0;
        for (String line = csv.readLine(); line != null; line = csv.readLine()) {
            String[] values = line.split(",", -1);
            try {
                ends[endMinute(values[start], values[elapsed])]++;
            } catch (DateTimeException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
                skipped++;
            }
        }
        return new Recordings(ends, skipped);
    }

    private static int column(List<String> columns, String name) {
        int column = columns.indexOf(name);
        if (column < 0) {
            throw new Refusal("There is no column " + name + ": is this a file of recordings?");
        }
        return column;
    }

    /** By the clock that the start is told in. */
    private static int endMinute(String start, String elapsed) {
        int seconds = Integer.parseInt(elapsed);
        if (seconds < 1 || seconds > LONGEST) {
            throw new NumberFormatException("not the length of a run");
        }
        OffsetDateTime end = OffsetDateTime.parse(start).plusSeconds(seconds);
        return end.getHour() * 60 + end.getMinute();
    }

    long total() {
        return Arrays.stream(ends).asLongStream().sum();
    }

    /** The busiest minute before noon. */
    int busiest() {
        return IntStream.range(0, NOON).reduce(0, (best, minute) -> smoothed(minute) > smoothed(best) ? minute : best);
    }

    /** @throws Refusal when there is nothing in the morning */
    MorningHour hour() {
        int busiest = busiest();
        double most = smoothed(busiest);
        if (most == 0) {
            throw new Refusal("No run of this file ends before noon.");
        }
        return new MorningHour(IntStream.range(busiest, busiest + MorningHour.MINUTES)
                .mapToObj(minute -> Math.min(1, smoothed(minute) / most))
                .toList());
    }

    private double smoothed(int minute) {
        return IntStream.rangeClosed(minute - SMOOTHED / 2, minute + SMOOTHED / 2)
                .map(near -> ends[Math.floorMod(near, MINUTES_OF_A_DAY)])
                .average()
                .orElse(0);
    }
}
