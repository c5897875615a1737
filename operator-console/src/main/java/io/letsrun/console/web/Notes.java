package io.letsrun.console.web;

import io.letsrun.edge.problem.ProblemKind;
import io.letsrun.edge.problem.Refused;

/** What a form leaves in the next page's URL, as a code: text from a URL is never shown. */
public final class Notes {

    public static final String NOTHING_TICKED = "nothing-ticked";
    public static final String NOTHING_OPEN = "nothing-open";
    private static final String DISCARDED = "discarded-";

    private Notes() {}

    /** Whether an action was refused for the state of things: the page tells it, as it is now. */
    public static boolean isConflict(Throwable error) {
        return error instanceof Refused refused && refused.problem().kind() == ProblemKind.CONFLICT;
    }

    public static String discarded(long count) {
        return DISCARDED + count;
    }

    public static String problem(String note) {
        return switch (note) {
            case NOTHING_TICKED -> "No letter is ticked.";
            case NOTHING_OPEN -> "None of these letters is open: they are replayed or discarded already.";
            default -> "";
        };
    }

    public static String done(String note) {
        if (!note.matches(DISCARDED + "\\d{1,12}")) {
            return "";
        }
        return Figures.count(Long.parseLong(note.substring(DISCARDED.length())), "letter") + " discarded.";
    }
}
