package io.letsrun.profile.distributed;

import io.letsrun.contracts.run.RunId;
import io.letsrun.contracts.run.RunRecorded;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Runs of several runners: those of the file that the system property {@code letsrun.runs} names, else made-up ones. Lines that break a
 * rule of the gateway are left out, as the gateway does.
 *
 * @param lines runner, start, meters, seconds, meters up, heartbeats a minute; the last two may be empty
 */
record SampleRuns(List<String[]> lines) {

    private static final int RUNNERS = 120;
    private static final int RUNS = 6_000;
    private static final int COLUMNS = 6;
    private static final double MAX_METERS_PER_SECOND = 12.5;
    private static final Instant FIRST = Instant.parse("2019-01-01T06:00:00Z");
    private static final int YEAR_SECONDS = 365 * 24 * 3_600;

    static SampleRuns given() {
        String file = System.getProperty("letsrun.runs");
        return file == null ? madeUp() : read(Path.of(file));
    }

    /** Returns the totals of the file that the system property {@code letsrun.totals} names; null where there is none. */
    static @Nullable List<String> givenTotals() {
        String file = System.getProperty("letsrun.totals");
        try {
            return file == null
                    ? null
                    : Files.readAllLines(Path.of(file)).stream().skip(1).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> runners() {
        return lines.stream().map(line -> line[0]).distinct().toList();
    }

    /** Returns the runs that the gateway would accept. */
    List<RunRecorded> accepted(Function<String, UUID> userOfRunner) {
        List<RunRecorded> runs = new ArrayList<>();
        for (int row = 0; row < lines.size(); row++) {
            RunRecorded run = run(lines.get(row), "row-" + (row + 1), userOfRunner);
            if (run != null) {
                runs.add(run);
            }
        }
        return runs;
    }

    /** Returns for each runner, by name: runs, millimeters, seconds. */
    static List<String> totals(List<RunRecorded> runs, Function<UUID, String> runnerOfUser) {
        Map<String, long[]> totals = new TreeMap<>();
        for (RunRecorded run : runs) {
            long[] total = totals.computeIfAbsent(runnerOfUser.apply(run.userId()), unused -> new long[3]);
            total[0]++;
            total[1] += run.distanceMillimeters();
            total[2] += run.elapsedSeconds();
        }
        return totals.entrySet().stream()
                .map(total -> total.getKey() + "," + total.getValue()[0] + "," + total.getValue()[1] + ","
                        + total.getValue()[2])
                .toList();
    }

    private static @Nullable RunRecorded run(String[] line, String name, Function<String, UUID> userOfRunner) {
        UUID user = userOfRunner.apply(line[0]);
        Instant startedAt = Instant.parse(line[1]);
        long millimeters = rounded(line[2], 3).movePointRight(3).longValueExact();
        int seconds = rounded(line[3], 0).intValueExact();
        if (millimeters > MAX_METERS_PER_SECOND * 1_000 * seconds) {
            return null;
        }
        try {
            return new RunRecorded(
                    user,
                    RunId.of(user, name, startedAt),
                    name,
                    1,
                    startedAt,
                    0,
                    null,
                    millimeters,
                    seconds,
                    null,
                    between(line[4], 0, 20_000),
                    between(line[5], 20, 250));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static BigDecimal rounded(String number, int digits) {
        return new BigDecimal(number).setScale(digits, RoundingMode.HALF_UP);
    }

    private static @Nullable Double between(String number, double least, double most) {
        if (number.isEmpty()) {
            return null;
        }
        double value = Double.parseDouble(number);
        return value < least || value > most ? null : value;
    }

    private static SampleRuns read(Path file) {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return new SampleRuns(
                    lines.lines().skip(1).map(line -> line.split(",", COLUMNS)).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One in a hundred is too fast, and one in a hundred has no distance. */
    private static SampleRuns madeUp() {
        Random random = new Random(1);
        return new SampleRuns(IntStream.range(0, RUNS)
                .mapToObj(n -> new String[] {
                    "runner-%03d".formatted(random.nextInt(RUNNERS)),
                    FIRST.plusSeconds(random.nextInt(YEAR_SECONDS)).toString(),
                    switch (random.nextInt(100)) {
                        case 0 -> "400000.0";
                        case 1 -> "0.0";
                        default -> Double.toString(1_000 + random.nextInt(200_000) / 10.0);
                    },
                    Integer.toString(1_800 + random.nextInt(5_000)),
                    random.nextBoolean() ? "" : Integer.toString(random.nextInt(500)),
                    random.nextBoolean() ? "0" : "151.5"
                })
                .toList());
    }
}
