package io.letsrun.local.dlq;

import io.letsrun.local.Refusal;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

@Command(
        name = "discard",
        description = {
            "Marks letters as ones that nobody will replay. Counts them first, and asks.",
            "They can still be found and read, with the reason. A discard cannot be undone."
        },
        mixinStandardHelpOptions = true)
final class DiscardLetters implements Runnable {

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private Reach reach;

    @Mixin
    private final Selection selection = new Selection();

    @Option(names = "--reason", paramLabel = "WHY", required = true, description = "Why; the audit keeps it.")
    private String reason = "";

    @Override
    public void run() {
        selection.require(reach.terminal());
        Console console = reach.console();
        Map<String, Object> body = selection.body();
        JsonNode preview = console.post("/discards/preview", body);
        long count = preview.path("count").asLong();
        if (count == 0) {
            throw new Refusal("None of these letters is open.");
        }
        if (!selection.confirmed(reach, console, "discarded", count, "Discard " + Shown.letters(count) + "?")) {
            throw new Refusal("Nothing was discarded.");
        }
        body.put("reason", reason);
        body.put("count", count);
        body.put("upTo", preview.path("upTo").asLong(Long.MAX_VALUE));
        JsonNode answer = console.post("/discards", body);
        reach.print(
                answer, "Discarded " + Shown.letters(answer.path("discarded").asLong()) + ".");
    }
}
