package io.letsrun.local.dlq;

import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "resume",
        description = "Lets a paused replay go on, or one that stopped itself.",
        mixinStandardHelpOptions = true)
final class ResumeReplay implements Runnable {

    @Mixin
    private final Reach reach;

    @Parameters(paramLabel = "REPLAY", description = "Which one.")
    @SuppressWarnings("NullAway.Init")
    private UUID id;

    ResumeReplay(Reach reach) {
        this.reach = reach;
    }

    @Override
    public void run() {
        Steering.of(reach, id, "resume");
    }
}
