package io.letsrun.local.seed;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Made-up runners who run every other day; the same ones each time, so that sending them again changes nothing. */
public record SyntheticRuns(int runners, int runsEach) {

    private static final Instant FIRST_DAY = Instant.parse("2020-01-01T06:00:00Z");

    List<Run> make() {
        SplittableRandom random = new SplittableRandom(6);
        List<Run> runs = new ArrayList<>();
        for (int run = 0; run < runsEach; run++) {
            for (int runner = 1; runner <= runners; runner++) {
                runs.add(make(runs.size() + 1, runner, run, random));
            }
        }
        return runs;
    }

    public static String runner(int number) {
        return String.format(Locale.ROOT, "synthetic-%05d", number);
    }

    private static Run make(int row, int runner, int run, SplittableRandom random) {
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
}
