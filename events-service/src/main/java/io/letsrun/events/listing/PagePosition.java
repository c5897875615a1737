package io.letsrun.events.listing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Where the next page begins: after the last event of this one, wherever that stands by then. So events that come or go in
 * between make none come twice, nor be skipped. Opaque to clients.
 *
 * @param order of which sort and filter: with others it is meaningless
 * @param offset where the page would begin if nothing changed; for an order in which the event cannot be found any more
 * @param id of the last event
 * @param name the key of its name, where events are sorted by names; empty otherwise
 */
record PagePosition(int order, int offset, String id, String name) {

    private static final String VERSION = "2";
    private static final int LONGEST = 1024;
    private static final char SEPARATOR = '\u0000'; // in no id and in no name

    /** By what the words say, since the hash of an enum is another in every process. */
    static int order(EventSort sort, String filter) {
        return 31 * sort.label().hashCode() + filter.hashCode();
    }

    /** Returns the position; null when this service never gave it out. */
    static @Nullable PagePosition parse(String text) {
        if (text.length() > LONGEST) {
            return null;
        }
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), UTF_8).split("\u0000", -1);
            if (parts.length == 5 && parts[0].equals(VERSION)) {
                int offset = Integer.parseInt(parts[2]);
                return offset < 0 ? null : new PagePosition(Integer.parseInt(parts[1]), offset, parts[3], parts[4]);
            }
        } catch (IllegalArgumentException unused) {
            // The same as one of the wrong form.
        }
        return null;
    }

    String text() {
        String parts = VERSION + SEPARATOR + order + SEPARATOR + offset + SEPARATOR + id + SEPARATOR + name;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(parts.getBytes(UTF_8));
    }
}
