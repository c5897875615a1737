package io.letsrun.events.listing;

import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** An order of events. Ids are compared by their characters, names by their {@link NameKey}; equal names by id. */
enum EventSort {
    /** As the upstream lists them. */
    LISTED("", null),
    ID("id", Key.ORDER),
    ID_DOWN("-id", Key.ORDER.reversed()),
    NAME("name", Key.ORDER),
    NAME_DOWN("-name", Key.ORDER.reversed());

    private final String label;
    private final @Nullable Comparator<Key> comparator;

    EventSort(String label, @Nullable Comparator<Key> comparator) {
        this.label = label;
        this.comparator = comparator;
    }

    String label() {
        return label;
    }

    /** Returns the order of that name; null when there is none. */
    static @Nullable EventSort named(String label) {
        return Arrays.stream(values())
                .filter(sort -> sort != LISTED && sort.label.equals(label))
                .findFirst()
                .orElse(null);
    }

    boolean isByName() {
        return this == NAME || this == NAME_DOWN;
    }

    /** Returns the order of what decides about an event's place; null when it stays where it is listed. */
    @Nullable Comparator<Key> comparator() {
        return comparator;
    }

    /** @param name empty unless names decide */
    record Key(String name, String id) {

        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::name).thenComparing(Key::id);
    }
}
