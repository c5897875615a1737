package io.letsrun.load.burst;

import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "mixed", description = "Signups, runs, reads and events together, at a constant rate.")
final class MixedBurst extends MixedLoad {

    @Option(names = "--within", paramLabel = "TIME", defaultValue = "60s", description = "How long the load lasts.")
    private Duration within = Duration.ZERO;

    MixedBurst() {
        super(2_000, 3_000, SHARES);
    }

    @Override
    Duration time() {
        return within;
    }

    @Override
    double warmUpRate() {
        return rate() / 2;
    }
}
