package io.letsrun.console.mask;

import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hides personal data in the texts that a failure leaves behind: messages and stack traces. Thread-safe.
 *
 * <p>Hidden are: e-mail addresses, however the at sign is encoded; the values of fields that hold an address or a name; what
 * stands in quotation marks, unless it can only be the name of a column, a constraint or a field; and of the rest each word that
 * {@link MessageMask} does not know to be harmless. The time is linear in the length
 * of the text, and no text makes the stack overflow: ends are looked for by hand, where a pattern would go back or call itself.
 */
public final class Mask {

    /** What stands where something was. */
    public static final String HIDDEN = "***";

    /** At signs: as they are, of full width and small, and as JSON, URLs (also encoded twice), HTML and mail encode them. */
    private static final Pattern AT = Pattern.compile(
            "[@\\uFF20\\uFE6B]|\\\\{1,4}u00+40|\\\\x40|%(?:25)*40|=40" + "|&(?:amp;){0,3}(?:#0*64|#[xX]0*40|commat);?");

    private static final String NO_WORD = "\"'`<>()[]{},;:=/\\@";
    private static final int MAX_LOCAL_PART = 64;
    private static final int MAX_DOMAIN = 253;

    /** Linear: a quotation mark that nothing closes ends at the line. */
    private static final Pattern QUOTED =
            Pattern.compile("\"([^\"\\n]*+)(?:\"|$|(?=\\n))|(?<!\\w)'([^'\\n]*+)'(?!\\w)", Pattern.MULTILINE);

    static final Pattern IDENTIFIER =
            Pattern.compile("[a-z][a-z0-9]*(?:_[a-z0-9]+)+|[a-z][a-z0-9]*(?:[._-][a-z0-9]+)*\\.v\\d+");

    /** Names in quotation marks that say where something failed, and not who it was about. */
    private static final Set<String> KNOWN = KnownFields.NAMES;

    private Mask() {}

    /** Returns the text without addresses, the values of named fields, foreign quotations and words that may be names. What is masked stays so. */
    public static String text(String text) {
        return MessageMask.hide(quotations(addresses(NamedFields.hide(text))));
    }

    private static String quotations(String text) {
        return QUOTED.matcher(text).replaceAll(Mask::quotation);
    }

    private static String quotation(MatchResult found) {
        String inside = found.group(1) == null ? found.group(2) : found.group(1);
        boolean harmless = inside.isEmpty()
                || inside.equals(HIDDEN)
                || KNOWN.contains(inside)
                || IDENTIFIER.matcher(inside).matches()
                || Harmless.isValue(inside);
        String quote = found.group().substring(0, 1);
        return Matcher.quoteReplacement(harmless ? found.group() : quote + HIDDEN + quote);
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
