package io.letsrun.local.dlq;

import io.letsrun.local.Refusal;
import io.letsrun.local.console.Console;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "watch",
        description = "Shows a replay's progress until it ends; exits as replay does. Ctrl-C leaves it running.",
        mixinStandardHelpOptions = true)
final class WatchReplay implements Callable<Integer> {

    @Mixin
    private final Reach reach;

    @Parameters(paramLabel = "REPLAY", description = "Which one.")
    @SuppressWarnings("NullAway.Init")
    private UUID id;

    private final ReplayWatch watch;

    WatchReplay(Reach reach, ReplayWatch watch) {
        this.reach = reach;
        this.watch = watch;
    }

    @Override
    public Integer call() {
        Console console = reach.console();
        JsonNode replay = console.get("/replays/" + id);
        if (new Progress(replay).state().equals("draft")) {
            throw new Refusal("That replay was never started, and is only a draft.");
        }
        return watch.follow(reach, console, replay);
    }
}
