package io.letsrun.load.burst;

import io.letsrun.load.phone.RunRequests;
import io.letsrun.load.phone.SignupRequests;
import io.letsrun.load.phone.Users;
import io.letsrun.load.schedule.Arrivals;
import io.letsrun.load.schedule.Phase;
import io.letsrun.load.schedule.Stretch;
import io.letsrun.local.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "overload",
        mixinStandardHelpOptions = true,
        description = "Many times what can be sustained for a while, between two times of what can: what is accepted"
                + " meanwhile, how the rest is refused, and how long it takes to be as before.")
final class Overload extends ScenarioCommand {

    static final String BEFORE = "before";
    static final String OVER = "overload";
    static final String AFTER = "after";

    private static final int CONNECTIONS = 3000;

    /** What is sent. */
    enum What {
        signups,
        runs
    }

    @Option(
            names = "--rate",
            paramLabel = "RATE",
            defaultValue = "8000",
            description = "Requests a second that can be sustained (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Option(
            names = "--times",
            paramLabel = "N",
            defaultValue = "3",
            description = "How much of it (default: ${DEFAULT-VALUE}).")
    private double times;

    @Option(
            names = "--of",
            paramLabel = "WHAT",
            defaultValue = "signups",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private What what = What.signups;

    @Option(
            names = "--users",
            paramLabel = "N",
            defaultValue = "5000",
            description = "Who run, when it is runs (default: ${DEFAULT-VALUE}).")
    private int users;

    @Option(
            names = "--before",
            paramLabel = "TIME",
            converter = Time.class,
            defaultValue = "20s",
            description = "At the rate (default: ${DEFAULT-VALUE}).")
    private Duration before = Duration.ofSeconds(20);

    @Option(
            names = {"--for", "--within"},
            paramLabel = "TIME",
            converter = Time.class,
            defaultValue = "30s",
            description = "At many times it (default: ${DEFAULT-VALUE}).")
    private Duration over = Duration.ofSeconds(30);

    @Option(
            names = "--after",
            paramLabel = "TIME",
            converter = Time.class,
            defaultValue = "20s",
            description = "At the rate again (default: ${DEFAULT-VALUE}).")
    private Duration after = Duration.ofSeconds(20);

    @Override
    Scenario scenario(BurstOptions options) {
        Checks.rate("--rate", rate);
        Checks.rate("--rate times --times", rate * times);
        for (Duration each : List.of(before, over, after)) {
            Checks.rate(1, each);
            if (each.toNanosPart() != 0) {
                throw new Refusal("The phases are whole seconds long, so that a second belongs to one of them.");
            }
        }
        return new Scenario(
                "overload",
                List.of(
                        new Phase(BEFORE, Arrivals.of(Stretch.constant(rate, before))),
                        new Phase(OVER, Arrivals.of(Stretch.constant(rate * times, over))),
                        new Phase(AFTER, Arrivals.of(Stretch.constant(rate, after)))),
                rate,
                what == What.runs ? Checks.users(users) : 0,
                0,
                CONNECTIONS,
                Map.of("rate", rate + "/s", "times", Double.toString(times), "of", what.toString()),
                Duration.ZERO,
                (host, seed, signedUp, accepted) -> switch (what) {
                    case signups -> new SignupRequests(host, seed, accepted, Users.none());
                    case runs -> new RunRequests(host, seed, signedUp, accepted, Instant.now());
                });
    }
}
