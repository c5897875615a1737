package io.letsrun.local.terminal;

import java.util.regex.Pattern;

/** Text from outside, harmless to a terminal: no control characters, which could move its cursor or change its title. */
public final class Plain {

    /** The marks of direction too, which show what is not there. */
    private static final Pattern CONTROL =
            Pattern.compile("[\\p{Cc}\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069&&[^\\n\\t]]");

    private static final Pattern SPACE = Pattern.compile("\\s+");

    private Plain() {}

    /** Returns it with its lines. */
    public static String lines(String text) {
        return CONTROL.matcher(text).replaceAll("\uFFFD");
    }

    /** Returns it as one line. */
    public static String line(String text) {
        return SPACE.matcher(lines(text)).replaceAll(" ").strip();
    }

    /** Returns no more than that many characters of it. */
    public static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, Math.max(0, most - 1)) + "…";
    }
}
