package io.letsrun.local.dlq;

import io.letsrun.local.terminal.Plain;
import io.letsrun.local.terminal.Terminal;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A letter on a terminal. */
final class LetterText {

    private final Terminal terminal;

    LetterText(Terminal terminal) {
        this.terminal = terminal;
    }

    /** @param shown the letter, or its record as it came */
    void print(JsonNode letter, JsonNode shown) {
        JsonNode payload = shown.path("payload");
        facts(letter);
        title(payload.path("masked").asBoolean(true) ? "payload, masked" : "payload");
        block(payload.path("text").asString(""));
        title("headers");
        shown.path("headers")
                .forEach(header ->
                        terminal.line("  " + Shown.text(header, "name") + ": " + Shown.text(header, "value")));
        title("why");
        block(letter.path("stack").asString(""));
        title("what became of it (UTC)");
        letter.path("timeline").forEach(this::event);
    }

    private void facts(JsonNode letter) {
        fact("letter", Shown.text(letter, "id") + ", " + Shown.text(letter, "state"));
        fact(
                "failed",
                Shown.time(letter, "failedAt") + " UTC at attempt " + Shown.text(letter, "attempts") + ", first at "
                        + Shown.time(letter, "firstFailure") + " UTC");
        fact("why", Shown.text(letter, "reason") + ", " + Shown.failure(letter));
        fact("cause", Shown.cause(letter, "cause"));
        fact("group", Shown.text(letter, "group") + ", version " + Shown.text(letter, "serviceVersion"));
        fact(
                "record",
                Shown.text(letter, "topic") + ", partition " + Shown.text(letter, "partition") + ", offset "
                        + Shown.text(letter, "offset") + ", of " + Shown.time(letter, "recordedAt") + " UTC");
        fact("key", Shown.text(letter, "key"));
        fact("event", Shown.text(letter, "eventType") + " " + Shown.text(letter, "eventId"));
        fact("user", Shown.text(letter, "userId"));
        fact("trace", Shown.text(letter, "traceId"));
        fact("lives", letter.path("chain").valueStream().map(JsonNode::asString).collect(Collectors.joining(" → ")));
    }

    private void event(JsonNode event) {
        String who = event.has("who") ? " by " + Shown.text(event, "who") : "";
        terminal.line("  " + Shown.time(event, "at") + "  " + Shown.text(event, "what") + who + ": "
                + Shown.text(event, "detail") + " (letter " + Shown.text(event, "letterId") + ")");
    }

    private void fact(String name, String value) {
        terminal.line(String.format("%-8s %s", name, value));
    }

    private void title(String title) {
        terminal.line("");
        terminal.line(title);
    }

    private void block(String text) {
        Plain.lines(text).lines().forEach(line -> terminal.line("  " + line));
    }
}
