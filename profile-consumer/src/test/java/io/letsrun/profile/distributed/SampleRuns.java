package io.letsrun.profile.distributed;

import io.letsrun.contracts.run.RunId;
import io.letsrun.contracts.run.RunRecorded;
import io.letsrun.local.seed.Run;
import io.letsrun.local.seed.RunFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs of several runners: those of the file that the system property {@code letsrun.runs} names, else made-up ones. Lines that break a
 * rule of the gateway are left out, as the gateway does.
 */
record SampleRuns(List<Run> runs) {

    private static final int RUNNERS = 120;
    private static final int RUNS_EACH = 50;
    private static final double MAX_METERS_PER_SECOND = 12.5;

    static SampleRuns given() {
        String file = System.getProperty("letsrun.runs");
        return new SampleRuns(file == null ? madeUp() : new RunFile(Path.of(file)).read());
    }

    /** Two of them the gateway refuses: one has no distance, and one is too fast. */
    private static List<Run> madeUp() {
        List<Run> runs = Run.madeUp(RUNNERS, RUNS_EACH);
        Run good = runs.getFirst();
        return Stream.concat(
                        runs.stream(),
                        Stream.of("0.0", "999999.9")
                                .map(meters -> new Run(0, good.runner(), good.startedAt(), meters, "1800", "", "")))
                .toList();
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
        return runs.stream().map(Run::runner).distinct().toList();
    }

    /** Returns the runs that the gateway would accept. */
    List<RunRecorded> accepted(Function<String, UUID> userOfRunner) {
        return runs.stream()
                .map(run -> recorded(run, userOfRunner.apply(run.runner())))
                .filter(Objects::nonNull)
                .toList();
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

    private static @Nullable RunRecorded recorded(Run run, UUID user) {
        String name = "row-" + run.row();
        Instant startedAt = Instant.parse(run.startedAt());
        long millimeters = rounded(run.distanceMeters(), 3).movePointRight(3).longValueExact();
        int seconds = rounded(run.elapsedSeconds(), 0).intValueExact();
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
                    between(run.elevationGainMeters(), 0, 20_000),
                    between(run.averageHeartRateBpm(), 20, 250));
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
}
