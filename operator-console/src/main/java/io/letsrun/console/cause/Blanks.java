package io.letsrun.console.cause;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes the values out of a message, so that what failed for one reason reads the same. */
final class Blanks {

    /** In the order in which they are looked for at each place: a date is also numbers. */
    private static final Pattern VALUES = Pattern.compile("""
            (?<time>\\d{4}-\\d\\d-\\d\\d(?:[T\\ ]\\d\\d:\\d\\d(?::\\d\\d(?:[.,]\\d+)?)?(?:Z|[+-]\\d\\d(?::?\\d\\d)?)?)?)
            |(?<id>[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})
            |(?<email>[^\\s"'`<>()\\[\\]{},;:=/\\\\@]{1,64}+@[^\\s"'`<>()\\[\\]{},;:=/\\\\@]{1,253}+)
            |(?<text>"[^"]*+"|(?<!\\w)'[^']*+'(?!\\w)|`[^`]*+`)
            |(?:(?<![0-9A-Za-z])(?:0[xX][0-9a-fA-F]++|(?=[a-fA-F]*[0-9])(?=[0-9]*[a-fA-F])[0-9a-fA-F]{6,}+)(?![0-9A-Za-z]))
            |(?<n>(?<![\\w.])[-+](?=\\d))?\\d++(?:[.,]\\d++)*+(?:[eE][-+]?\\d++)?
            """, Pattern.COMMENTS);

    private static final Map<String, String> NAMES =
            Map.of("time", "<time>", "id", "<id>", "email", "<email>", "text", "<text>");

    private Blanks() {}

    /** Returns the message with a blank for each value; the same again for what it returned. */
    static String blank(String message) {
        return VALUES.matcher(message).replaceAll(Blanks::name);
    }

    private static String name(MatchResult value) {
        return NAMES.entrySet().stream()
                .filter(kind -> value.group(kind.getKey()) != null)
                .map(Map.Entry::getValue)
                .findFirst()
                .map(Matcher::quoteReplacement)
                .orElse("<n>");
    }
}
