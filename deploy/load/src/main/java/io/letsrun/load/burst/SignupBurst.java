package io.letsrun.load.burst;

import io.letsrun.load.phone.SignupRequests;
import io.letsrun.load.phone.Users;
import io.letsrun.load.schedule.Arrivals;
import io.letsrun.load.schedule.Phase;
import io.letsrun.load.schedule.Stretch;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "signups", mixinStandardHelpOptions = true, description = "Many people sign up, at a constant rate.")
final class SignupBurst extends ScenarioCommand {

    @Option(
            names = "--users",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "How many (default: ${DEFAULT-VALUE}).")
    private int users;

    @Option(
            names = "--within",
            paramLabel = "TIME",
            converter = Time.class,
            defaultValue = "120s",
            description = "In what time (default: ${DEFAULT-VALUE}).")
    private Duration within = Duration.ofSeconds(120);

    @Override
    Scenario scenario(BurstOptions options) {
        double rate = Checks.rate(users, within);
        return new Scenario(
                "signups",
                List.of(new Phase("signups", Arrivals.of(Stretch.of(users, within)))),
                rate / 2,
                0,
                0,
                Scenario.CONNECTIONS,
                Map.of("users", Integer.toString(users), "within", within.toSeconds() + " s"),
                Duration.ZERO,
                (host, seed, signedUp, accepted) -> new SignupRequests(host, seed, accepted, Users.none()));
    }
}
