package io.letsrun.console.mask;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Text from outside, made fit to be stored and shown: valid Unicode without control characters, and not too long. */
public final class PlainText {

    /** Line feed and tab stay. PostgreSQL takes no NUL; the others, the marks of direction too, make a page show what is not there. */
    private static final Pattern UNFIT = Pattern.compile(
            "[\\x00-\\x08\\x0B-\\x1F\\x7F-\\x9F\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069\\uFFFE\\uFFFF]");

    static final Pattern UUID_TEXT = Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private PlainText() {}

    /** Returns the bytes as text; what is no UTF-8 becomes U+FFFD. */
    public static String of(byte[] utf8) {
        return of(new String(utf8, StandardCharsets.UTF_8));
    }

    /** Returns the text without what is unfit. */
    public static String of(String text) {
        return UNFIT.matcher(text).replaceAll("");
    }

    /** Returns no more than {@code max} chars of it, and no half of a surrogate pair. */
    public static String cut(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max);
    }

    /** Returns null for what is no UUID in full, which {@link UUID#fromString} would take for one. */
    public static @Nullable UUID uuid(@Nullable String text) {
        return text == null || !UUID_TEXT.matcher(text).matches() ? null : UUID.fromString(text);
    }
}
