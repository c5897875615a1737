package io.letsrun.console.web;

/**
 * A state as shown: always a word, with a colour for those who see it.
 *
 * @param mood {@code good}, {@code warn}, {@code bad}, {@code busy} or nothing
 */
public record Badge(String label, String mood) {

    /** Of a letter, an item or a replay. */
    public static Badge of(String state) {
        return new Badge(state.replace('-', ' '), mood(state));
    }

    private static String mood(String state) {
        return switch (state) {
            case "applied", "done" -> "good";
            case "open", "draft", "paused" -> "warn";
            case "failed-again", "stopped" -> "bad";
            case "sending", "sent", "running", "canary" -> "busy";
            default -> "";
        };
    }
}
