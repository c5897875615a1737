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
        name = "soak",
        mixinStandardHelpOptions = true,
        description = {
            "A constant load for long, to see what grows: what lives in every service's heap, its open files, its"
                    + " threads, and the lag, every minute. It ends with the first and the last of each."
        })
final class Soak extends ScenarioCommand {

    @Option(
            names = "--users",
            paramLabel = "N",
            defaultValue = "2000",
            description = "Who are signed up before, and run and read (default: ${DEFAULT-VALUE}).")
    private int users;

    @Option(
            names = "--rate",
            paramLabel = "RATE",
            defaultValue = "4000",
            description = "Requests a second (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Option(
            names = {"--for", "--within"},
            paramLabel = "TIME",
            converter = Time.class,
            defaultValue = "15m",
            description = "How long (default: ${DEFAULT-VALUE}).")
    private Duration time = Duration.ofMinutes(15);

    @Option(
            names = "--shares",
            paramLabel = "SHARES",
            defaultValue = "signups=40,runs=60",
            description = "In percent, such as " + Shares.DEFAULT + " (default: ${DEFAULT-VALUE}).")
    private String shares = "";

    @Option(
            names = "--sample",
            paramLabel = "TIME",
            converter = Time.class,
            defaultValue = "1m",
            description = "Between two looks at the services, each of which stops them for a full collection (default:"
                    + " ${DEFAULT-VALUE}).")
    private Duration sample = Duration.ofMinutes(1);

    @Override
    Scenario scenario(BurstOptions options) {
        Mixed mixed = new Mixed(Shares.parse(shares));
        Checks.rate("--rate", rate);
        Checks.rate(1, time);
        Checks.rate(1, sample);
        return new Scenario(
                "soak",
                List.of(new Phase("soak", Arrivals.of(Stretch.constant(rate, time)))),
                rate,
                Checks.users(users),
                mixed.eventful(users),
                Scenario.CONNECTIONS,
                Map.of(
                        "users",
                        Integer.toString(users),
                        "rate",
                        rate + "/s",
                        "for",
                        time.toSeconds() + " s",
                        "shares",
                        mixed.shares().toString()),
                sample,
                mixed.making());
    }
}
