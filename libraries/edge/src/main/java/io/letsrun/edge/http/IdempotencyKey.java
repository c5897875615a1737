package io.letsrun.edge.http;

import io.letsrun.edge.problem.Problem;
import io.letsrun.edge.problem.Refused;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * Reads the {@code Idempotency-Key} of a request: {@value #MIN_LENGTH} to {@value #MAX_LENGTH} characters.
 *
 * <p>The draft defines a structured-field string, {@code "…"}; many clients send the bare characters. Both are the same key,
 * whatever escapes, parameters or surrounding white space there are.
 *
 * @see <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/">The Idempotency-Key HTTP
 *     header field</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9651#section-3.3.3">RFC 9651, section 3.3.3: strings</a>
 */
public final class IdempotencyKey {

    public static final String HEADER = "Idempotency-Key";

    /** A shorter key could be guessed, or collide. */
    static final int MIN_LENGTH = 16;

    static final int MAX_LENGTH = 255;

    private static final String STRING = "\"((?:[ !#-\\[\\]-~]|\\\\[\"\\\\])*+)\"";
    private static final String PARAMETER =
            " *; *[a-z*][a-z0-9_.*-]*+(?:=(?:\"(?:[ !#-\\[\\]-~]|\\\\[\"\\\\])*+\"|[!#-+\\--:<-~]++))?";
    private static final Pattern QUOTED = Pattern.compile(STRING + "(?:" + PARAMETER + ")*+");
    private static final Pattern ESCAPED = Pattern.compile("\\\\(.)");

    private IdempotencyKey() {}

    /**
     * Returns the request's key without quotes and escapes; null when it has none.
     *
     * @throws Refused when it has two keys, or an invalid one
     */
    public static @Nullable String of(HttpHeaders headers) {
        List<String> lines = headers.get(HEADER);
        if (lines == null || lines.isEmpty()) {
            return null;
        }
        String key = lines.size() > 1 ? null : unquoted(lines.getFirst().strip());
        if (key == null) {
            throw refused(
                    "malformed", "must be one string in quotes, or visible ASCII characters without comma and quotes");
        }
        if (key.length() < MIN_LENGTH) {
            throw refused("too-short", "must be at least " + MIN_LENGTH + " characters long");
        }
        if (key.length() > MAX_LENGTH) {
            throw refused("too-long", "must be at most " + MAX_LENGTH + " characters long");
        }
        return key;
    }

    /** Returns null when the text is neither spelling. */
    private static @Nullable String unquoted(String text) {
        if (isBare(text)) {
            return text;
        }
        Matcher quoted = QUOTED.matcher(text);
        return quoted.matches() ? ESCAPED.matcher(quoted.group(1)).replaceAll("$1") : null;
    }

    /** No comma: a proxy may have joined two lines with one. */
    private static boolean isBare(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c >= 0x7f || c == '"' || c == ',') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static Refused refused(String code, String detail) {
        return Problem.invalid("/" + HEADER, code, detail).refused();
    }
}
