package io.letsrun.load.burst;

import io.letsrun.load.openloop.RequestKind;
import io.letsrun.load.schedule.MorningHour;
import io.letsrun.load.schedule.Phase;
import io.letsrun.load.schedule.Stretch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "morning",
        description = {
            "6 AM: runs are uploaded at a rate that ramps up from --base to --peak, stays there for --hold, and then"
                    + " falls as on a recorded morning (--hour).",
            "The users who upload them sign up first."
        })
final class MorningBurst extends Scenario {

    @Option(names = "--users", paramLabel = "N", description = "Users who upload runs.")
    private int users = 5_000;

    @Option(names = "--base", paramLabel = "RATE", description = "Runs a second at the start.")
    private double base = 500;

    @Option(names = "--peak", paramLabel = "RATE", description = "Runs a second at the peak.")
    private double peak = 10_000;

    @Option(
            names = {"--ramp", "--within"},
            paramLabel = "TIME",
            defaultValue = "60s",
            description = "Time from --base to --peak.")
    private Duration ramp = Duration.ZERO;

    @Option(names = "--hold", paramLabel = "TIME", defaultValue = "30s", description = "Time at --peak.")
    private Duration hold = Duration.ZERO;

    @Option(
            names = "--hour",
            paramLabel = "TIME",
            defaultValue = "0s",
            description =
                    "Time for the hour after the peak, whose shape comes from recorded mornings; 0s leaves it out.")
    private Duration hour = Duration.ZERO;

    @Override
    List<Phase> phases() {
        rate("--base", base);
        rate("--peak", peak);
        rate(1, ramp);
        List<Stretch> stretches = new ArrayList<>();
        stretches.add(new Stretch(ramp, base, peak));
        if (!hold.isZero()) {
            stretches.add(Stretch.constant(peak, hold));
        }
        if (!hour.isZero()) {
            rate(1, hour);
            stretches.addAll(MorningHour.recorded().stretches(peak, hour));
        }
        return List.of(new Phase("runs", stretches));
    }

    @Override
    double warmUpRate() {
        return Math.max(base, peak / 4);
    }

    @Override
    int users() {
        return users(users);
    }

    @Override
    Map<RequestKind, Integer> shares() {
        return Map.of(RequestKind.RUN, 100);
    }
}
