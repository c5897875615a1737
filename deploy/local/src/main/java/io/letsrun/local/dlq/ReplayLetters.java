package io.letsrun.local.dlq;

import io.letsrun.local.Refusal;
import io.letsrun.local.console.Console;
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
            "Sends letters to their consumer group once more, and waits for what becomes of each.",
            "Counts them first, and asks. The first 5 of many go ahead: if one of them fails again, the rest is not sent.",
            "Exits with 0 only when every letter was applied."
        },
        mixinStandardHelpOptions = true)
final class ReplayLetters implements Callable<Integer> {

    @Mixin
    private final Reach reach;

    @Mixin
    private final Selection selection = new Selection();

    @Option(names = "--rate", paramLabel = "N", description = "Letters a second (default 100).")
    private @Nullable Integer rate;

    @Option(names = "--no-wait", description = "Return as soon as it is under way.")
    private boolean noWait;

    private final ReplayWatch watch;

    ReplayLetters(Reach reach, ReplayWatch watch) {
        this.reach = reach;
        this.watch = watch;
    }

    @Override
    public Integer call() {
        selection.require(reach.terminal());
        Console console = reach.console();
        JsonNode draft = draft(console);
        String path = "/replays/" + draft.path("id").asString("");
        if (!reach.json()) {
            reach.line("To be replayed: " + Shown.letters(draft.path("expected").asLong()) + ".");
            selection.printCauses(reach, console, draft.path("expected").asLong());
        }
        if (!selection.confirmed(reach.terminal(), question(draft))) {
            console.post(path + "/cancel", Map.of());
            throw new Refusal("Nothing was replayed.");
        }
        JsonNode started = console.post(
                path + "/start", Map.of("count", draft.path("expected").asLong()));
        return noWait ? watch.leave(reach, started) : watch.follow(reach, console, started);
    }

    private JsonNode draft(Console console) {
        Map<String, Object> body = selection.body();
        if (rate != null) {
            body.put("rate", rate);
        }
        return console.post("/replays", body);
    }

    private static String question(JsonNode draft) {
        return "Replay " + Shown.letters(draft.path("expected").asLong()) + " at " + Shown.number(draft, "rate")
                + " a second?";
    }
}
