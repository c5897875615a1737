package io.letsrun.edge.http;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The {@code Idempotency-Key} of a request.
 *
 * <p>The draft makes it a structured-field string, {@code "…"}; many clients send the bare characters. Both spell the same
 * key, and so do a string with and without escapes, parameters, or white space around it. Thread-safe.
 *
 * @see <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/">The Idempotency-Key HTTP
 *     header field</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9651#section-3.3.3">RFC 9651, section 3.3.3: strings</a>
 */
public sealed interface IdempotencyKey {

    /** The header's name. */
    String HEADER = "Idempotency-Key";

    /** A shorter key could be guessed, or met by accident. */
    int MIN_LENGTH = 16;

    int MAX_LENGTH = 255;

    /** The request has no key. */
    record Absent() implements IdempotencyKey {}

    /** @param value the key without quotes and escapes: {@value #MIN_LENGTH} to {@value #MAX_LENGTH} of U+0020 to U+007E */
    record Given(String value) implements IdempotencyKey {

        /** Without the key, so that it may be logged. */
        @Override
        public String toString() {
            return "Given[]";
        }
    }

    /**
     * The request has a key that breaks a rule.
     *
     * @param code the rule's stable name
     * @param detail the rule, for people; never the key
     */
    record Unusable(String code, String detail) implements IdempotencyKey {}

    /**
     * Reads the header.
     *
     * @param lines the values of all its lines; null when there is none
     */
    static IdempotencyKey parse(@Nullable List<String> lines) {
        if (lines == null || lines.isEmpty()) {
            return new Absent();
        }
        String key = lines.size() > 1 ? null : Syntax.unquoted(lines.getFirst().strip());
        if (key == null) {
            return new Unusable(
                    "malformed", "must be one string in quotes, or visible ASCII characters without comma and quotes");
        }
        if (key.length() < MIN_LENGTH) {
            return new Unusable("too-short", "must be at least " + MIN_LENGTH + " characters long");
        }
        return key.length() > MAX_LENGTH
                ? new Unusable("too-long", "must be at most " + MAX_LENGTH + " characters long")
                : new Given(key);
    }

    /** The two spellings. */
    final class Syntax {

        private static final String STRING = "\"((?:[ !#-\\[\\]-~]|\\\\[\"\\\\])*+)\"";
        private static final Pattern QUOTED = Pattern.compile(STRING
                + "(?: *; *[a-z*][a-z0-9_.*-]*+(?:=(?:\"(?:[ !#-\\[\\]-~]|\\\\[\"\\\\])*+\"|[!#-+\\--:<-~]++))?)*+");

        /** No comma: a proxy may have made one line of two, and nobody can tell that from a key with a comma. */
        private static final Pattern BARE = Pattern.compile("[!#-+\\--~]++");

        private Syntax() {}

        /** Returns the key's characters; null when it is neither. */
        private static @Nullable String unquoted(String text) {
            Matcher quoted = QUOTED.matcher(text);
            if (quoted.matches()) {
                return quoted.group(1).replaceAll("\\\\(.)", "$1");
            }
            return BARE.matcher(text).matches() ? text : null;
        }
    }
}
