package io.letsrun.local.seed;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import tools.jackson.databind.json.JsonMapper;

/**
 * A run as a file has it: the numbers stay the text they are, so none is rounded on its way.
 *
 * @param row counts from 1, and names the run for its runner
 * @param elevationGainMeters may be empty
 * @param averageHeartRateBpm empty or 0 when it was not measured
 */
public record Run(
        int row,
        String runner,
        String startedAt,
        String distanceMeters,
        String elapsedSeconds,
        String elevationGainMeters,
        String averageHeartRateBpm) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Instant FIRST_DAY = Instant.parse("2020-01-01T06:00:00Z");

    /** Makes up runners who run every other day; the same ones each time, so that sending them again changes nothing. */
    public static List<Run> madeUp(int runners, int runsEach) {
        SplittableRandom random = new SplittableRandom(6);
        List<Run> runs = new ArrayList<>();
        for (int run = 0; run < runsEach; run++) {
            for (int runner = 1; runner <= runners; runner++) {
                runs.add(madeUp(runs.size() + 1, runner, run, random));
            }
        }
        return runs;
    }

    private static Run madeUp(int row, int runner, int run, SplittableRandom random) {
        int meters = random.nextInt(2_000, 20_000);
        double secondsPerMeter = random.nextDouble(0.25, 0.45);
        Instant startedAt = FIRST_DAY.plus(2L * run, ChronoUnit.DAYS).plusSeconds(random.nextInt(3_600));
        return new Run(
                row,
                runner(runner),
                startedAt.toString(),
                meters + "." + random.nextInt(10),
                Integer.toString((int) (meters * secondsPerMeter)),
                Integer.toString(random.nextInt(300)),
                Integer.toString(random.nextInt(110, 185)));
    }

    static String runner(int number) {
        return String.format(Locale.ROOT, "synthetic-%05d", number);
    }

    String json() {
        StringBuilder json = new StringBuilder("{\"clientRunId\":\"row-")
                .append(row)
                .append("\",\"version\":1,\"startedAt\":")
                .append(JSON.writeValueAsString(startedAt))
                .append(",\"distanceMeters\":")
                .append(distanceMeters)
                .append(",\"elapsedSeconds\":")
                .append(elapsedSeconds);
        if (!elevationGainMeters.isEmpty()) {
            json.append(",\"elevationGainMeters\":").append(elevationGainMeters);
        }
        if (!averageHeartRateBpm.isEmpty() && Double.parseDouble(averageHeartRateBpm) != 0) {
            json.append(",\"averageHeartRateBpm\":").append(averageHeartRateBpm);
        }
        return json.append('}').toString();
    }
}
