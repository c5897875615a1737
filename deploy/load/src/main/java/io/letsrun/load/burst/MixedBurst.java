package io.letsrun.load.burst;

import io.letsrun.load.schedule.Arrivals;
import io.letsrun.load.schedule.Phase;
import io.letsrun.load.schedule.Stretch;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "mixed",
        mixinStandardHelpOptions = true,
        description = "Signups, runs, reads and events at once, at a constant rate.")
final class MixedBurst extends ScenarioCommand {

    @Option(
            names = "--users",
            paramLabel = "N",
            defaultValue = "2000",
            description = "Who are signed up before, and run and read (default: ${DEFAULT-VALUE}).")
    private int users;

    @Option(
            names = "--rate",
            paramLabel = "RATE",
            defaultValue = "3000",
            description = "Requests a second (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Option(
            names = "--within",
            paramLabel = "TIME",
            converter = Time.class,
            defaultValue = "60s",
            description = "How long (default: ${DEFAULT-VALUE}).")
    private Duration within = Duration.ofSeconds(60);

    @Option(
            names = "--shares",
            paramLabel = "SHARES",
            defaultValue = Shares.DEFAULT,
            description = "In percent (default: ${DEFAULT-VALUE}).")
    private String shares = Shares.DEFAULT;

    @Override
    Scenario scenario(BurstOptions options) {
        Mixed mixed = new Mixed(Shares.parse(shares));
        Checks.rate("--rate", rate);
        Checks.rate(1, within);
        return new Scenario(
                "mixed",
                List.of(new Phase("mixed", Arrivals.of(Stretch.constant(rate, within)))),
                rate / 2,
                Checks.users(users),
                mixed.eventful(users),
                Scenario.CONNECTIONS,
                Map.of(
                        "users",
                        Integer.toString(users),
                        "rate",
                        rate + "/s",
                        "within",
                        within.toSeconds() + " s",
                        "shares",
                        mixed.shares().toString()),
                Duration.ZERO,
                mixed.making());
    }
}
