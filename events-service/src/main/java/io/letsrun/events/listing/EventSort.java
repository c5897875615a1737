package io.letsrun.events.listing;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** An order of events. Ids are compared by their characters, names by their {@link NameKey}; equal names by id. */
enum EventSort {
    /** As the upstream lists them. */
    LISTED(""),
    ID("id"),
    ID_DOWN("-id"),
    NAME("name"),
    NAME_DOWN("-name");

    private final String label;

    EventSort(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** Returns the order of that name; null when there is none. */
    static @Nullable EventSort named(String label) {
        for (EventSort sort : values()) {
            if (sort != LISTED && sort.label.equals(label)) {
                return sort;
            }
        }
        return null;
    }

    boolean isByName() {
        return this == NAME || this == NAME_DOWN;
    }

    /** Returns the order of what decides about an event's place; null when it stays where it is listed. */
    @Nullable Comparator<Key> comparator() {
        return switch (this) {
            case ID, NAME -> Key.ORDER;
            case ID_DOWN, NAME_DOWN -> Key.ORDER.reversed();
            case LISTED -> null;
        };
    }

    /** @param name empty unless names decide */
    record Key(String name, String id) {

        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::name).thenComparing(Key::id);
    }
}
