package io.letsrun.profile.history;

import io.letsrun.edge.problem.Refused;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a page ends: the last run on it. Opaque to clients, so that it can become something else.
 *
 * @param before only older runs follow
 */
record RunCursor(UUID before) {

    /** Before the first page: no run has this id. */
    private static final RunCursor START = new RunCursor(new UUID(-1, -1));

    private static final int BYTES = 16;

    static RunCursor parse(@Nullable String text) {
        if (text == null) {
            return START;
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            if (bytes.length == BYTES) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                return new RunCursor(new UUID(buffer.getLong(), buffer.getLong()));
            }
        } catch (IllegalArgumentException unused) {
            // The same as one of the wrong length.
        }
        throw Refused.invalid("/cursor", "malformed", "must be one that this service gave out");
    }

    String text() {
        byte[] bytes = ByteBuffer.allocate(BYTES)
                .putLong(before.getMostSignificantBits())
                .putLong(before.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
