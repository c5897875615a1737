package io.letsrun.local.dlq;

import io.letsrun.local.terminal.Plain;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** How far a replay has got. */
record ReplayStatus(JsonNode replay) {

    private static final int LINE = 118;
    private static final Set<String> ENDS = Set.of("done", "stopped", "cancelled");

    String id() {
        return Shown.text(replay, "id");
    }

    String state() {
        return Shown.text(replay, "state");
    }

    boolean ended() {
        return ENDS.contains(state());
    }

    /** Whether every letter was applied: one that was skipped is still open, or somebody else has it. */
    boolean well() {
        return state().equals("done") && count("applied") == count("expected");
    }

    String reason() {
        return Shown.text(replay, "reason");
    }

    String line() {
        String line = String.format("%-9s ", state()) + numbers() + (replay.has("reason") ? ". " + reason() : "");
        return Plain.cut(line, LINE);
    }

    String numbers() {
        return Shown.number(replay, "applied") + " of " + Shown.number(replay, "expected") + " applied"
                + others("failed", "failed again")
                + others("skipped", "skipped")
                + others("sent", "without verdict yet")
                + others("waiting", "not sent");
    }

    private String others(String field, String what) {
        return count(field) == 0 ? "" : ", " + Shown.number(replay, field) + " " + what;
    }

    long count(String field) {
        return replay.path(field).asLong();
    }
}
