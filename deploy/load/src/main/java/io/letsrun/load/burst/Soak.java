package io.letsrun.load.burst;

import io.letsrun.load.schedule.Phase;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "soak",
        description = {
            "A constant load over a long time, to find leaks. Samples each service's live heap, open files and"
                    + " threads, and reports the first and the last value of each, and of the lag."
        })
final class Soak extends MixedLoad {

    @Option(
            names = {"--for", "--within"},
            paramLabel = "TIME",
            defaultValue = "15m",
            description = "How long the load lasts.")
    private Duration time = Duration.ZERO;

    @Option(
            names = "--sample",
            paramLabel = "TIME",
            defaultValue = "1m",
            description = "Time between samples. Each stops the services for a full garbage collection.")
    private Duration sample = Duration.ZERO;

    Soak() {
        super(2_000, 4_000, "signups=40,runs=60");
    }

    @Override
    List<Phase> phases() {
        rate(1, sample);
        return super.phases();
    }

    @Override
    Duration time() {
        return time;
    }

    @Override
    double warmUpRate() {
        return rate();
    }

    @Override
    Duration sampling() {
        return sample;
    }
}
