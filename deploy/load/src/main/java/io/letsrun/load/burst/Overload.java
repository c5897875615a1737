package io.letsrun.load.burst;

import io.letsrun.load.schedule.Phase;
import io.letsrun.load.schedule.Stretch;
import io.letsrun.local.Refusal;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "overload",
        description = {
            "Sends --rate, then --times as much, then --rate again. Reports how much is accepted during the overload, how"
                    + " the rest is refused, and how long the stack takes to recover."
        })
final class Overload extends MixedLoad {

    @Option(names = "--times", paramLabel = "N", description = "Factor of the overload.")
    private double times = 3;

    @Option(names = "--before", paramLabel = "TIME", defaultValue = "20s", description = "Time at --rate at first.")
    private Duration before = Duration.ZERO;

    @Option(
            names = {"--for", "--within"},
            paramLabel = "TIME",
            defaultValue = "30s",
            description = "Time of the overload.")
    private Duration over = Duration.ZERO;

    @Option(names = "--after", paramLabel = "TIME", defaultValue = "20s", description = "Time at --rate at the end.")
    private Duration after = Duration.ZERO;

    Overload() {
        super(5_000, 8_000, "signups=100");
    }

    @Override
    Duration time() {
        return over;
    }

    @Override
    List<Phase> phases() {
        double rate = rate();
        rate("--rate", rate);
        rate("--rate times --times", rate * times);
        for (Duration each : List.of(before, over, after)) {
            rate(1, each);
            if (each.toNanosPart() != 0) {
                throw new Refusal("--before, --for and --after are whole seconds.");
            }
        }
        return List.of(
                new Phase("before", Stretch.constant(rate, before)),
                new Phase("overload", Stretch.constant(rate * times, over)),
                new Phase("after", Stretch.constant(rate, after)));
    }

    @Override
    double warmUpRate() {
        return rate();
    }

    @Override
    int connections() {
        return 3_000;
    }
}
