package io.letsrun.console.cause;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The top frames of our code in a stack trace, without line numbers, which change with every build. Delivery's own frames tell
 * whether a record failed in a batch, a retry or a replay, and not why.
 */
final class Frames {

    private static final int TOP = 3;
    private static final Pattern OURS = Pattern.compile(
            "^\\s*at (?:[^\\s(]*/)?(io\\.letsrun\\.(?!delivery\\.)[\\w.$]{1,300})\\(", Pattern.MULTILINE);
    private static final Pattern NUMBERED = Pattern.compile("\\$\\d+|\\$\\$Lambda[\\w$]*");

    private Frames() {}

    /** Returns {@code class.method} of each, a line each; nothing when the trace has none. */
    static String top(String stack) {
        return OURS.matcher(stack)
                .results()
                .map(Frames::frame)
                .distinct()
                .limit(TOP)
                .collect(Collectors.joining("\n"));
    }

    private static String frame(MatchResult found) {
        return NUMBERED.matcher(found.group(1)).replaceAll("");
    }
}
