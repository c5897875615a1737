package io.letsrun.events.listing;

import io.letsrun.events.upstream.Event;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** An order of events. Ids are compared by their characters, and names without regard to case; equal names by id. */
enum Sort {
    /** As the upstream lists them. */
    LISTED(""),
    ID("id"),
    ID_DOWN("-id"),
    NAME("name"),
    NAME_DOWN("-name");

    private static final Comparator<Event> BY_NAME =
            Comparator.comparing(Event::name, String.CASE_INSENSITIVE_ORDER).thenComparing(Event::id);

    private final String label;

    Sort(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** Returns the order of that name; null when there is none. */
    static @Nullable Sort named(String label) {
        for (Sort sort : values()) {
            if (sort != LISTED && sort.label.equals(label)) {
                return sort;
            }
        }
        return null;
    }

    /** Returns the order of ids; null when they stay as they are listed. */
    @Nullable Comparator<String> ofIds() {
        return switch (this) {
            case ID -> Comparator.naturalOrder();
            case ID_DOWN -> Comparator.reverseOrder();
            case LISTED, NAME, NAME_DOWN -> null;
        };
    }

    /** Returns the order that only the events themselves tell; null when their ids do. */
    @Nullable Comparator<Event> ofEvents() {
        return switch (this) {
            case NAME -> BY_NAME;
            case NAME_DOWN -> BY_NAME.reversed();
            case LISTED, ID, ID_DOWN -> null;
        };
    }
}
