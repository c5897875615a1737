package io.letsrun.local.dlq;

import io.letsrun.local.Refusal;
import io.letsrun.local.console.Console;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "discard",
        description = {
            "Marks letters as ones that nobody will replay. Counts them first, and asks.",
            "They can still be found and read, with the reason. This cannot be undone."
        },
        mixinStandardHelpOptions = true)
final class DiscardLetters implements Runnable {

    @Mixin
    private final Reach reach;

    @Mixin
    private final Selection selection = new Selection();

    @Option(names = "--reason", paramLabel = "WHY", required = true, description = "Why; the audit keeps it.")
    private String reason = "";

    DiscardLetters(Reach reach) {
        this.reach = reach;
    }

    @Override
    public void run() {
        selection.require(reach.terminal());
        Console console = reach.console();
        Map<String, Object> body = selection.body();
        JsonNode preview = console.post("/discards/preview", body);
        long count = preview.path("count").asLong();
        requireAny(count);
        if (!reach.json()) {
            reach.line("To be discarded: " + Shown.letters(count) + ".");
            selection.printCauses(reach, console, count);
        }
        if (!selection.confirmed(reach.terminal(), "Discard " + Shown.letters(count) + "?")) {
            throw new Refusal("Nothing was discarded.");
        }
        body.put("reason", reason);
        body.put("count", count);
        if (preview.has("upTo")) {
            body.put("upTo", preview.path("upTo").asLong());
        }
        show(console.post("/discards", body));
    }

    private static void requireAny(long count) {
        if (count == 0) {
            throw new Refusal("None of these letters is open.");
        }
    }

    private void show(JsonNode answer) {
        if (reach.json()) {
            reach.print(answer);
        } else {
            reach.line("Discarded " + Shown.letters(answer.path("discarded").asLong()) + ".");
        }
    }
}
