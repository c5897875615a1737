package io.letsrun.events.listing;

import io.letsrun.events.upstream.UpstreamEvent;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** An order of events. Ids are compared by their characters, and names without regard to case; equal names by id. */
enum EventSort {
    /** As the upstream lists them. */
    LISTED(""),
    ID("id"),
    ID_DOWN("-id"),
    NAME("name"),
    NAME_DOWN("-name");

    private static final Comparator<UpstreamEvent> BY_NAME = Comparator.comparing(
                    UpstreamEvent::name, String.CASE_INSENSITIVE_ORDER)
            .thenComparing(UpstreamEvent::id);

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

    /** Returns the order of ids; null when they stay as they are listed. */
    @Nullable Comparator<String> ofIds() {
        return switch (this) {
            case ID -> Comparator.naturalOrder();
            case ID_DOWN -> Comparator.reverseOrder();
            case LISTED, NAME, NAME_DOWN -> null;
        };
    }

    /** Returns the order that only the events themselves tell; null when their ids do. */
    @Nullable Comparator<UpstreamEvent> ofEvents() {
        return switch (this) {
            case NAME -> BY_NAME;
            case NAME_DOWN -> BY_NAME.reversed();
            case LISTED, ID, ID_DOWN -> null;
        };
    }
}
