package io.letsrun.load.burst;

import io.letsrun.load.phone.RunRequests;
import io.letsrun.load.schedule.Arrivals;
import io.letsrun.load.schedule.Phase;
import io.letsrun.load.schedule.Stretch;
import io.letsrun.load.schedule.MorningHour;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "morning",
        mixinStandardHelpOptions = true,
        description = {
            "It is six in the morning: runs come in at a rate that rises steeply and then stays.",
            "They are sent by people who sign up before, at the same gateway."
        })
final class MorningBurst extends ScenarioCommand {

    private static final int MINUTES = 60;

    @Option(
            names = "--users",
            paramLabel = "N",
            defaultValue = "5000",
            description = "Who run (default: ${DEFAULT-VALUE}).")
    private int users;

    @Option(
            names = "--base",
            paramLabel = "RATE",
            defaultValue = "500",
            description = "Runs a second at first (default: ${DEFAULT-VALUE}).")
    private double base;

    @Option(
            names = "--peak",
            paramLabel = "RATE",
            defaultValue = "10000",
            description = "Runs a second at last (default: ${DEFAULT-VALUE}).")
    private double peak;

    @Option(
            names = {"--ramp", "--within"},
            paramLabel = "TIME",
            converter = Time.class,
            defaultValue = "60s",
            description = "From the one to the other (default: ${DEFAULT-VALUE}).")
    private Duration ramp = Duration.ofSeconds(60);

    @Option(
            names = "--hold",
            paramLabel = "TIME",
            converter = Time.class,
            defaultValue = "30s",
            description = "How long it stays at its highest (default: ${DEFAULT-VALUE}).")
    private Duration hold = Duration.ofSeconds(30);

    @Option(
            names = "--hour",
            paramLabel = "TIME",
            converter = Time.class,
            defaultValue = "0s",
            description =
                    "How long it goes on then, the way of the hour that follows the busiest minute in recordings of"
                            + " real mornings (default: ${DEFAULT-VALUE}).")
    private Duration hour = Duration.ZERO;

    @Override
    Scenario scenario(BurstOptions options) {
        Checks.rate("--base", base);
        Checks.rate("--peak", peak);
        Checks.rate(1, ramp);
        return new Scenario(
                "morning",
                List.of(new Phase("runs", arrivals())),
                Math.max(base, peak / 4),
                Checks.users(users),
                0,
                Scenario.CONNECTIONS,
                Map.of(
                        "users", Integer.toString(users),
                        "base", base + "/s",
                        "peak", peak + "/s",
                        "ramp", ramp.toSeconds() + " s",
                        "hold", hold.toSeconds() + " s",
                        "hour", hour.toSeconds() + " s"),
                Duration.ZERO,
                (host, seed, signedUp, accepted) -> new RunRequests(host, seed, signedUp, accepted, Instant.now()));
    }

    private Arrivals arrivals() {
        List<Stretch> stretches = new ArrayList<>();
        stretches.add(new Stretch(ramp, base, peak));
        if (!hold.isZero()) {
            stretches.add(Stretch.constant(peak, hold));
        }
        if (!hour.isZero()) {
            Checks.rate(1, hour);
            stretches.addAll(recordedHour());
        }
        return new Arrivals(stretches);
    }

    /** As many stretches as the recorded hour has minutes. */
    private List<Stretch> recordedHour() {
        MorningHour morning = new MorningHour(base, peak, ramp, hour);
        Duration minute = hour.dividedBy(MINUTES);
        return IntStream.range(0, MINUTES)
                .mapToObj(i -> new Stretch(
                        minute,
                        morning.rate(ramp.plus(minute.multipliedBy(i))),
                        morning.rate(ramp.plus(minute.multipliedBy(i + 1L)))))
                .toList();
    }
}
