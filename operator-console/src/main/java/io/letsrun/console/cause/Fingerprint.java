package io.letsrun.console.cause;

import io.letsrun.contracts.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/**
 * What letters have in common that failed for the same reason.
 *
 * @param group the consumer group that failed
 * @param exceptionClass of the root cause
 * @param message the root cause's, with its values blanked
 * @param frames the top frames of our code, a line each
 */
public record Fingerprint(String group, String exceptionClass, String message, String frames) {

    /** Returns the fingerprint of a failure as the dead letter tells it. */
    public static Fingerprint of(String group, String exceptionClass, String message, String stack) {
        return new Fingerprint(group, exceptionClass, Blanks.blank(message), Frames.top(stack));
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
}
