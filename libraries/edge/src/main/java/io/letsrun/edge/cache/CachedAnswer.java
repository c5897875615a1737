package io.letsrun.edge.cache;

import org.jspecify.annotations.Nullable;

/**
 * A successful answer to a user.
 *
 * @param head what is sent before the body
 * @param body JSON
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record CachedAnswer(Head head, byte[] body) {

    /**
     * An answer without its body.
     *
     * @param revision of everything that the service knows of the user: a higher one is newer
     * @param tag the entity tag, with its quotes
     * @param link the {@code Link} header; null when there is none
     */
    public record Head(long revision, String tag, @Nullable String link) {

        private static final String SEPARATOR = "\n"; // in no header
        private static final int PARTS = 3;

        String text() {
            return revision + SEPARATOR + tag + SEPARATOR + (link == null ? "" : link);
        }

        static Head parse(String text) {
            String[] parts = text.split(SEPARATOR, PARTS);
            return new Head(Long.parseLong(parts[0]), parts[1], parts[2].isEmpty() ? null : parts[2]);
        }
    }
}
