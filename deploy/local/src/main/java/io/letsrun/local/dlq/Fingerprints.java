package io.letsrun.local.dlq;

import io.letsrun.local.Refusal;
import io.letsrun.local.console.Console;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Fingerprints of causes, which nobody types in full. */
final class Fingerprints {

    /** As many as are shown; among a million causes, two alike are still unlikely. */
    static final int SHOWN = 12;

    private static final int FULL = 64;

    private Fingerprints() {}

    /** Returns the one that begins so; refuses when there is none, or more than one. */
    static String of(String beginning, Console console) {
        if (beginning.length() == FULL) {
            return beginning;
        }
        List<String> found = console.get("/causes")
                .path("items")
                .valueStream()
                .map(cause -> cause.path("fingerprint").asString(""))
                .filter(fingerprint -> fingerprint.startsWith(beginning))
                .toList();
        return switch (found.size()) {
            case 1 -> found.getFirst();
            case 0 -> throw new Refusal("No cause begins with " + beginning + ": see ./letsrun dlq causes.");
            default -> throw new Refusal(found.size() + " causes begin with " + beginning + ": give more of it.");
        };
    }

    static String shown(JsonNode node, String field) {
        String fingerprint = Shown.text(node, field);
        return fingerprint.substring(0, Math.min(SHOWN, fingerprint.length()));
    }
}
