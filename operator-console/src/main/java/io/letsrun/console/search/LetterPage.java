package io.letsrun.console.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.letsrun.edge.problem.Refused;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some letters, the last failed first.
 *
 * @param items at most as many as were asked for. A search that is cut short may find fewer, or none, and still go on at
 *     {@code next}
 * @param next the cursor of the next page; absent on the last one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LetterPage(
        List<LetterSummary> items, @Nullable String next) {

    static final LetterPage EMPTY = new LetterPage(List.of(), null);

    /** Makes a page of one letter more than was asked for, if there is one more: so the end is known without a count. */
    static LetterPage of(List<LetterSummary> oneMore, int limit) {
        if (oneMore.size() <= limit) {
            return new LetterPage(oneMore, null);
        }
        List<LetterSummary> items = List.copyOf(oneMore.subList(0, limit));
        LetterSummary last = items.getLast();
        return new LetterPage(items, new Cursor(last.failedAt(), last.id()).text());
    }

    /**
     * Where a page ends: only letters follow that failed before, or at the same time and have a smaller id. Opaque to clients.
     *
     * @param failedAt in microseconds, as PostgreSQL keeps it
     */
    public record Cursor(Instant failedAt, long id) {

        /** Before the first page. The index knows no letter of the future. */
        private static final Instant END = Instant.parse("9999-01-01T00:00:00Z");

        private static final int BYTES = 16;

        /** Returns where the letters before that time begin. */
        public static Cursor before(@Nullable Instant to) {
            return new Cursor(to == null || to.isAfter(END) ? END : to, 0);
        }

        /** @throws Invalid when this service has not given it out */
        public static Cursor parse(String text) {
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

        String text() {
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
}
