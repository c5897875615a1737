package io.letsrun.load.burst;

import io.letsrun.load.openloop.RequestKind;
import io.letsrun.load.schedule.Phase;
import io.letsrun.load.schedule.Stretch;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "signups", description = "New users sign up at a constant rate.")
final class SignupBurst extends Scenario {

    @Option(names = "--users", paramLabel = "N", description = "Signups in total.")
    private int users = 1_000_000;

    @Option(names = "--within", paramLabel = "TIME", defaultValue = "120s", description = "How long the load lasts.")
    private Duration within = Duration.ZERO;

    @Override
    List<Phase> phases() {
        rate(users, within);
        return List.of(new Phase("signups", Stretch.of(users, within)));
    }

    @Override
    double warmUpRate() {
        return rate(users, within) / 2;
    }

    @Override
    Map<RequestKind, Integer> shares() {
        return Map.of(RequestKind.SIGNUP, 100);
    }
}
