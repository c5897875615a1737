package io.letsrun.console.mask;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hides personal data in the texts that a failure leaves behind: messages and stack traces. Thread-safe.
 *
 * <p>Hidden are: e-mail addresses, however the at sign is encoded; what stands in quotation marks, unless it can only be the name
 * of a column, a constraint or a field; and of the rest each word that {@link MessageMask} does not know to be harmless. The time is
 * linear in the length of the text, and no text makes the stack overflow.
 */
public final class Mask {

    /** What stands where something was. */
    public static final String HIDDEN = "***";

    /** At signs: as they are, of full width and small, and as JSON, URLs (also encoded twice), HTML and mail encode them. */
    private static final Pattern AT = Pattern.compile(
            "(?:[@\\uFF20\\uFE6B]|\\\\{1,4}u00+40|\\\\x40|%(?:25)*40|=40|&(?:amp;){0,3}(?:#0*64|#[xX]0*40|commat);?)");

    private static final String OF_WORD = "[^\\p{IsWhite_Space}\\p{Cc}\"'`<>()\\[\\]{},;:=/\\\\@]";
    private static final Pattern ADDRESS =
            Pattern.compile("(?:\"[^\"\n]{0,62}\"|" + OF_WORD + "{1,64}?)(?:" + AT + OF_WORD + "{1,253}+){1,9}");

    /** Linear: a quotation mark that nothing closes ends at the line. */
    private static final Pattern QUOTED =
            Pattern.compile("\"([^\"\\n]*+)(?:\"|$|(?=\\n))|(?<!\\w)'([^'\\n]*+)'(?!\\w)", Pattern.MULTILINE);

    private static final int MAX_NAME = 200;

    static final Pattern IDENTIFIER =
            Pattern.compile("[a-z][a-z0-9]*(?:_[a-z0-9]+)+|[a-z][a-z0-9]*(?:[._-][a-z0-9]+)*\\.v\\d+");

    private Mask() {}

    /** Returns the text without addresses, foreign quotations and words that may be names. What is masked stays so. */
    public static String text(String text) {
        return MessageMask.hide(quotations(addresses(text)));
    }

    private static String quotations(String text) {
        return QUOTED.matcher(text).replaceAll(Mask::quotation);
    }

    private static String quotation(MatchResult found) {
        String inside = found.group(1) == null ? found.group(2) : found.group(1);
        boolean harmless = inside.equals(HIDDEN)
                || inside.chars().noneMatch(Character::isLetterOrDigit)
                || KnownFields.NAMES.contains(inside)
                || inside.length() <= MAX_NAME && IDENTIFIER.matcher(inside).matches()
                || Harmless.isValue(inside);
        String quote = found.group().substring(0, 1);
        return Matcher.quoteReplacement(harmless ? found.group() : quote + HIDDEN + quote);
    }

    private static String addresses(String text) {
        return AT.matcher(text).find() ? ADDRESS.matcher(text).replaceAll(HIDDEN + "@" + HIDDEN) : text;
    }
}
