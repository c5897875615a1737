package io.letsrun.console.access;

import io.letsrun.edge.problem.Refused;
import org.jspecify.annotations.Nullable;

/** Why somebody does something, in their own words. */
public final class Reason {

    public static final int MAX_LENGTH = 500;

    private Reason() {}

    /**
     * Returns the reason, trimmed.
     *
     * @throws Refused when there is none, or too much of it
     */
    public static String of(@Nullable String text) {
        String reason = text == null ? "" : text.strip();
        if (reason.isEmpty() || reason.length() > MAX_LENGTH || reason.indexOf('\0') >= 0) {
            throw Refused.invalid("/reason", "too-long", "must be 1 to " + MAX_LENGTH + " characters long");
        }
        return reason;
    }
}
