package io.letsrun.console.mask;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hides e-mail addresses, and what stands in a field for an e-mail address or a name. Thread-safe.
 *
 * <p>Of a text that is no JSON, a name is known only by the name of its field: {@code "firstName":"…"}, {@code firstName=…}.
 * Whatever has an {@code @} between two words counts as an address. The time is linear in the length of the text, and no text
 * makes the stack overflow: ends are looked for by hand, where a pattern would go back or call itself.
 */
public final class Mask {

    /** What stands where something was. */
    public static final String HIDDEN = "***";

    private static final Pattern AT = Pattern.compile("@|\\\\u0040|%40|&#64;");
    private static final String NO_WORD = "\"'`<>()[]{},;:=/\\@";
    private static final int MAX_LOCAL_PART = 64;
    private static final int MAX_DOMAIN = 253;

    private static final Set<String> FIELD_NAMES = Set.of("email", "emailkey", "firstname", "lastname");

    private Mask() {}

    /** Returns the text with addresses and named fields hidden. */
    public static String text(String text) {
        return addresses(NamedFields.hide(text));
    }

    /** Returns whether the field of that name is hidden whatever it holds. */
    static boolean hides(String field) {
        return FIELD_NAMES.contains(
                field.toLowerCase(Locale.ROOT).replace("_", "").replace("-", ""));
    }

    private static String addresses(String text) {
        StringBuilder masked = new StringBuilder(text.length());
        int done = 0;
        Matcher at = AT.matcher(text);
        while (at.find()) {
            int start = at.start() < done ? at.start() : localPart(text, done, at.start());
            int end = domain(text, at.end());
            if (start < at.start() && end > at.end()) {
                masked.append(text, done, start).append(HIDDEN).append('@').append(HIDDEN);
                done = end;
            }
        }
        return masked.append(text, done, text.length()).toString();
    }

    /** Returns where it starts: {@code at} when there is none. */
    private static int localPart(String text, int from, int at) {
        int lowest = Math.max(from, at - MAX_LOCAL_PART);
        int start = at;
        while (start > lowest && isWord(text.charAt(start - 1))) {
            start--;
        }
        if (start == at && start > lowest && text.charAt(start - 1) == '"') {
            int quote = text.lastIndexOf('"', start - 2);
            return quote >= lowest ? quote : at;
        }
        return start;
    }

    private static int domain(String text, int from) {
        int end = from;
        while (end < text.length() && end - from < MAX_DOMAIN && isWord(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isWord(char c) {
        return !Character.isWhitespace(c) && !Character.isISOControl(c) && NO_WORD.indexOf(c) < 0;
    }
}
