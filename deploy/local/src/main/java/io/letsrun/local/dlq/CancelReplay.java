package io.letsrun.local.dlq;

import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "cancel",
        description = "Ends a replay: what was not sent will not be, and stays open.",
        mixinStandardHelpOptions = true)
final class CancelReplay implements Runnable {

    @Mixin
    private final Reach reach;

    @Parameters(paramLabel = "REPLAY", description = "Which one.")
    @SuppressWarnings("NullAway.Init")
    private UUID id;

    CancelReplay(Reach reach) {
        this.reach = reach;
    }

    @Override
    public void run() {
        Steering.of(reach, id, "cancel");
    }
}
