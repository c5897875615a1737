package io.letsrun.local.dlq;

import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "pause",
        description = "Halts a replay: what was sent gets its verdict, the rest waits.",
        mixinStandardHelpOptions = true)
final class PauseReplay implements Runnable {

    @Mixin
    private final Reach reach;

    @Parameters(paramLabel = "REPLAY", description = "Which one.")
    @SuppressWarnings("NullAway.Init")
    private UUID id;

    PauseReplay(Reach reach) {
        this.reach = reach;
    }

    @Override
    public void run() {
        Steering.of(reach, id, "pause");
    }
}
