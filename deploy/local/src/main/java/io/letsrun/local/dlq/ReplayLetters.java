package io.letsrun.local.dlq;

import io.letsrun.local.Refusal;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "replay",
        description = {
            "Sends letters to their consumer group once more, and waits for the verdict on each.",
            "Counts them first, and asks. The first 5 are sent alone: if one of them fails again, the rest is not sent.",
            "Exits with 0 only when every letter was applied."
        },
        mixinStandardHelpOptions = true)
final class ReplayLetters implements Callable<Integer> {

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private Reach reach;

    @Mixin
    private final Selection selection = new Selection();

    @Option(names = "--rate", paramLabel = "N", description = "Letters a second (default 100).")
    private @Nullable Integer rate;

    @Option(names = "--no-wait", description = "Return as soon as it is under way.")
    private boolean noWait;

    @Override
    public Integer call() {
        selection.require(reach.terminal());
        Console console = reach.console();
        Map<String, Object> body = selection.body();
        if (rate != null) {
            body.put("rate", rate);
        }
        JsonNode draft = console.post("/replays", body);
        String path = "/replays/" + draft.path("id").asString("");
        long count = draft.path("expected").asLong();
        String question = "Replay " + Shown.letters(count) + " at " + Shown.number(draft, "rate") + " a second?";
        if (!selection.confirmed(reach, console, "replayed", count, question)) {
            console.post(path + "/cancel", Map.of());
            throw new Refusal("Nothing was replayed.");
        }
        JsonNode started = console.post(path + "/start", Map.of("count", count));
        return new ReplayWatch(reach).follow(console, started, noWait);
    }
}
