package io.letsrun.events.listing;

import io.letsrun.events.upstream.Event;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A field of an event, in the order of an answer. */
enum Field {
    ID("id", Event::id),
    NAME("name", Event::name),
    USER_ID("userId", Event::userId),
    DETAILS("details", Event::details);

    private final String label;
    private final Function<Event, @Nullable String> value;

    Field(String label, Function<Event, @Nullable String> value) {
        this.label = label;
        this.value = value;
    }

    String label() {
        return label;
    }

    @Nullable String of(Event event) {
        return value.apply(event);
    }

    /** Returns the field of that name; null when there is none. */
    static @Nullable Field named(String label) {
        for (Field field : values()) {
            if (field.label.equals(label)) {
                return field;
            }
        }
        return null;
    }
}
