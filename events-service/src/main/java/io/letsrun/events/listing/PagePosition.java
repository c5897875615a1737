package io.letsrun.events.listing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Where the next page begins. Opaque to clients, so that it can become something else. A user's new events come last, so an
 * offset into what the upstream lists stays what it was.
 *
 * @param order what it is an offset into: another sort or filter makes it meaningless
 */
record PagePosition(int offset, int order) {

    private static final String VERSION = "1";
    private static final int LONGEST = 64;

    static PagePosition after(PageQuery query) {
        return new PagePosition(query.offset() + query.limit(), order(query.sort(), query.filter()));
    }

    /** By what the words say, since the hash of an enum is another in every process. */
    static int order(EventSort sort, String filter) {
        return 31 * sort.label().hashCode() + filter.hashCode();
    }

    /** Returns the cursor; null when this service never gave it out. */
    static @Nullable PagePosition parse(String text) {
        if (text.length() > LONGEST) {
            return null;
        }
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), UTF_8).split(":", -1);
            if (parts.length == 3 && parts[0].equals(VERSION)) {
                int offset = Integer.parseInt(parts[1]);
                return offset < 0 ? null : new PagePosition(offset, Integer.parseInt(parts[2]));
            }
        } catch (IllegalArgumentException unused) {
            // The same as one of the wrong form.
        }
        return null;
    }

    String text() {
        String parts = VERSION + ':' + offset + ':' + order;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(parts.getBytes(UTF_8));
    }
}
