package io.letsrun.console.mask;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fields in a text that is no JSON, or no more: cut off, escaped within a string, or printed by a record. */
final class NamedFields {

    private static final String EQUALS = "\\s{0,9}[:=]\\s{0,9}";

    private static final Pattern NAME = Pattern.compile(
            "\\b(?:e-?mail|e-?mail[_-]?key|first[_-]?name|last[_-]?name)\\b\\\\{0,3}[\"']?" + EQUALS,
            Pattern.CASE_INSENSITIVE);

    /** What was taken for a value may have been a field's name: its own value follows then. */
    private static final Pattern GOES_ON = Pattern.compile(EQUALS);

    private static final String ENDS = ",;\"'\n\r)}]";
    private static final int MAX_BACKSLASHES = 3;

    private NamedFields() {}

    static String hide(String text) {
        StringBuilder masked = new StringBuilder(text.length());
        Matcher name = NAME.matcher(text).useTransparentBounds(true);
        Matcher goesOn = GOES_ON.matcher(text);
        int done = 0;
        while (name.find()) {
            int end = value(text, name.end());
            while (goesOn.region(end, text.length()).lookingAt()) {
                end = value(text, goesOn.end());
            }
            String quotes = quotes(text, name.end());
            masked.append(text, done, name.end())
                    .append(quotes)
                    .append(Mask.HIDDEN)
                    .append(quotes);
            done = end;
            name.region(end, text.length());
        }
        return masked.append(text, done, text.length()).toString();
    }

    /** Returns what a value begins with that is quoted; nothing for another. */
    private static String quotes(String text, int start) {
        int quote = start;
        while (quote < text.length() && quote - start < MAX_BACKSLASHES && text.charAt(quote) == '\\') {
            quote++;
        }
        boolean quoted =
                quote < text.length() && (text.charAt(quote) == '"' || quote == start && text.charAt(quote) == '\'');
        return quoted ? text.substring(start, quote + 1) : "";
    }

    /** Returns where the value ends that starts there; the closing quote may be missing. */
    private static int value(String text, int start) {
        String quotes = quotes(text, start);
        int from = start + quotes.length();
        return switch (quotes) {
            case "" -> plain(text, from);
            case "\"" -> string(text, from);
            default -> {
                int quote = text.indexOf(quotes.charAt(quotes.length() - 1), from);
                yield quote < 0 ? text.length() : quote + 1;
            }
        };
    }

    private static int plain(String text, int from) {
        int end = from;
        while (end < text.length() && ENDS.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    private static int string(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) != '"') {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        return Math.min(end + 1, text.length());
    }
}
