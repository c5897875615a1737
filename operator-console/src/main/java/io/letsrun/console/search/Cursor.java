package io.letsrun.console.search;

import io.letsrun.edge.problem.Refused;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Where a page of letters ends: only letters follow that failed before, or at the same time and have a smaller id. Opaque to
 * clients.
 *
 * @param failedAt in microseconds, as PostgreSQL keeps it
 */
public record Cursor(Instant failedAt, long id) {

    /** Before the first page. The index knows no letter of the future. */
    private static final Instant END = Instant.parse("9999-01-01T00:00:00Z");

    private static final int BYTES = 16;

    /** Returns where the letters before that time begin. */
    static Cursor before(@Nullable Instant to) {
        return new Cursor(to == null || to.isAfter(END) ? END : to, 0);
    }

    /**
     * Reads what {@link #toString} wrote; null is the first page's.
     *
     * @throws Refused when this service has not given it out
     */
    public static Cursor parse(@Nullable String text) {
        if (text == null) {
            return before(null);
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            if (bytes.length == BYTES) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                Instant failedAt = Instant.EPOCH.plus(buffer.getLong(), ChronoUnit.MICROS);
                long id = buffer.getLong();
                if (id > 0 && failedAt.isAfter(Instant.EPOCH) && failedAt.isBefore(END)) {
                    return new Cursor(failedAt, id);
                }
            }
        } catch (IllegalArgumentException unused) {
            // The same as one of the wrong length.
        }
        throw Refused.invalid("/cursor", "malformed", "must be one that this service gave out");
    }

    static Cursor after(LetterSummary letter) {
        return new Cursor(letter.failedAt(), letter.id());
    }

    @Override
    public String toString() {
        byte[] bytes = ByteBuffer.allocate(BYTES)
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, failedAt))
                .putLong(id)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Returns whichever lets fewer letters follow. */
    Cursor orEarlier(Cursor other) {
        return other.failedAt.isBefore(failedAt) ? other : this;
    }
}
