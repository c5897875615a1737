package io.letsrun.contracts.event;

import java.time.Instant;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ser.std.StdScalarSerializer;

/**
 * Writes instants as {@link Instant#toString} does (RFC 3339, UTC), and remembers the last one: what is published together
 * was mostly decided at the same time. Thread-safe: a rival's instant costs a formatting, never a wrong text.
 */
final class InstantText extends StdScalarSerializer<Instant> {

    private record Formatted(Instant instant, String text) {}

    private volatile Formatted last = new Formatted(Instant.EPOCH, Instant.EPOCH.toString());

    InstantText() {
        super(Instant.class);
    }

    String of(Instant instant) {
        Formatted known = last;
        if (known.instant().equals(instant)) {
            return known.text();
        }
        Formatted formatted = new Formatted(instant, instant.toString());
        last = formatted;
        return formatted.text();
    }

    @Override
    public void serialize(Instant instant, JsonGenerator generator, SerializationContext context) {
        generator.writeString(of(instant));
    }
}
