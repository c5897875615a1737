package io.letsrun.events.listing;

import io.letsrun.events.upstream.UpstreamEvent;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A field of an event, in the order of an answer. */
enum EventField {
    ID("id", UpstreamEvent::id),
    NAME("name", UpstreamEvent::name),
    USER_ID("userId", UpstreamEvent::userId),
    DETAILS("details", UpstreamEvent::details);

    private final String label;
    private final Function<UpstreamEvent, @Nullable String> value;

    EventField(String label, Function<UpstreamEvent, @Nullable String> value) {
        this.label = label;
        this.value = value;
    }

    String label() {
        return label;
    }

    @Nullable String of(UpstreamEvent event) {
        return value.apply(event);
    }

    /** Returns the field of that name; null when there is none. */
    static @Nullable EventField named(String label) {
        for (EventField field : values()) {
            if (field.label.equals(label)) {
                return field;
            }
        }
        return null;
    }
}
