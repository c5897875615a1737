package io.letsrun.console.cause;

import io.letsrun.contracts.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What letters have in common that failed for the same reason.
 *
 * @param group the consumer group that failed
 * @param exceptionClass of the root cause
 * @param message the root cause's, with its values blanked
 * @param frames the top frames of our code, a line each
 */
public record Fingerprint(String group, String exceptionClass, String message, String frames) {

    /** Values in a message, by what stands for them; in the order in which they are looked for at each place: a date is also numbers. */
    private static final Pattern VALUES = Pattern.compile("""
            (?<time>\\d{4}-\\d\\d-\\d\\d(?:[T\\ ]\\d\\d:\\d\\d(?::\\d\\d(?:[.,]\\d+)?)?(?:Z|[+-]\\d\\d(?::?\\d\\d)?)?)?)
            |(?<id>[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})
            |(?<email>[^\\s"'`<>()\\[\\]{},;:=/\\\\@]{1,64}+@[^\\s"'`<>()\\[\\]{},;:=/\\\\@]{1,253}+)
            |(?<text>"[^"]*+"|(?<!\\w)'[^']*+'(?!\\w)|`[^`]*+`)
            |(?:(?<![0-9A-Za-z])(?:0[xX][0-9a-fA-F]++|(?=[a-fA-F]*[0-9])(?=[0-9]*[a-fA-F])[0-9a-fA-F]{6,}+)(?![0-9A-Za-z]))
            |(?<n>(?<![\\w.])[-+](?=\\d))?\\d++(?:[.,]\\d++)*+(?:[eE][-+]?\\d++)?
            """, Pattern.COMMENTS);

    private static final Pattern OURS = Pattern.compile(
            "^\\s*at (?:[^\\s(]*/)?(io\\.letsrun\\.(?!delivery\\.)[\\w.$]{1,300})\\(", Pattern.MULTILINE);
    private static final Pattern NUMBERED = Pattern.compile("\\$\\d+|\\$\\$Lambda[\\w$]*");
    private static final int TOP = 3;

    /** Returns the fingerprint of a failure as the dead letter tells it. */
    public static Fingerprint of(String group, String exceptionClass, String message, String stack) {
        return new Fingerprint(group, exceptionClass, blank(message), top(stack));
    }

    /** Returns SHA-256 over the parts, each after its length, in lower-case hexadecimal. */
    public String digest() {
        MessageDigest sha256 = Sha256.fresh();
        for (String part : List.of(group, exceptionClass, message, frames)) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            sha256.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            sha256.update(bytes);
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    /** Returns the message with a blank for each value; the same again for what it returned. */
    static String blank(String message) {
        return VALUES.matcher(message).replaceAll(Fingerprint::blank);
    }

    private static String blank(MatchResult value) {
        return value.namedGroups().keySet().stream()
                .filter(kind -> value.group(kind) != null)
                .findFirst()
                .map(kind -> '<' + kind + '>')
                .orElse("<n>");
    }

    /**
     * Returns {@code class.method} of each of the top frames of our code, a line each; nothing when the trace has none. Line numbers
     * change with every build, and delivery's own frames tell whether a record failed in a batch, a retry or a replay, and not why.
     */
    private static String top(String stack) {
        return OURS.matcher(stack)
                .results()
                .map(frame -> NUMBERED.matcher(frame.group(1)).replaceAll(""))
                .distinct()
                .limit(TOP)
                .collect(Collectors.joining("\n"));
    }
}
