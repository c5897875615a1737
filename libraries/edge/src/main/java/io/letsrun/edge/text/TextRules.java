package io.letsrun.edge.text;

import java.util.function.IntPredicate;

/**
 * Rules for texts that people write, before they are stored and shown to others. First {@link #trim}, then refuse what is
 * {@link #isBlank blank}, then what is not {@link #isLine a line} (or {@link #isProse prose}).
 */
public final class TextRules {

    private TextRules() {}

    /**
     * Removes invisible characters at both ends: white space, fillers, byte order marks, direction marks (phones wrap names in
     * those). Joiners and variation selectors stay, because they change the look of the character beside them.
     */
    public static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isGap(text.codePointAt(start))) {
            start += Character.charCount(text.codePointAt(start));
        }
        while (start < end && isGap(text.codePointBefore(end))) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        return text.substring(start, end);
    }

    /** Returns whether nothing of the text is visible. */
    public static boolean isBlank(String text) {
        return all(text, TextRules::isInvisible);
    }

    /**
     * Returns whether the text is one line without lone surrogates (not allowed in UTF-8), U+0000 (not allowed in PostgreSQL),
     * other control characters, and changes of direction (U+202A to U+202E, U+2066 to U+2069).
     */
    public static boolean isLine(String text) {
        return all(text, TextRules::mayStandInLine);
    }

    /** Like {@link #isLine}, but tabs and line breaks are allowed. */
    public static boolean isProse(String text) {
        return all(text, c -> c == '\n' || c == '\r' || c == '\t' || mayStandInLine(c));
    }

    /** A stream costs several times as much. */
    private static boolean all(String text, IntPredicate rule) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            if (!rule.test(text.codePointAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean mayStandInLine(int c) {
        return switch (Character.getType(c)) {
            case Character.SURROGATE, Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                false;
            default -> !isDirectionChange(c);
        };
    }

    /** @see <a href="https://www.unicode.org/reports/tr9/#Explicit_Directional_Embeddings">UAX 9, section 2</a> */
    private static boolean isDirectionChange(int c) {
        return c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
    }

    private static boolean isGap(int c) {
        return switch (Character.getType(c)) {
            case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            case Character.CONTROL -> Character.isWhitespace(c) || c == 0x85;
            case Character.FORMAT -> !isJoiner(c) && !isTag(c);
            default -> isFiller(c);
        };
    }

    private static boolean isInvisible(int c) {
        return isGap(c) || isJoiner(c) || isTag(c) || isSelector(c) || Character.isISOControl(c);
    }

    /** Invisible letters and symbols: Hangul fillers, blank Braille, inherent Khmer vowels. */
    private static boolean isFiller(int c) {
        return switch (c) {
            case 0x115F, 0x1160, 0x3164, 0xFFA0, 0x2800, 0x17B4, 0x17B5 -> true;
            default -> false;
        };
    }

    private static boolean isJoiner(int c) {
        return c == 0x200C || c == 0x200D || c == 0x034F;
    }

    /** Parts of the flag of a region, such as Wales. */
    private static boolean isTag(int c) {
        return c >= 0xE0000 && c <= 0xE007F;
    }

    private static boolean isSelector(int c) {
        return c >= 0xFE00 && c <= 0xFE0F || c >= 0xE0100 && c <= 0xE01EF || c >= 0x180B && c <= 0x180F;
    }
}
