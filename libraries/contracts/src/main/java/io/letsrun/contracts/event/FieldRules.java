package io.letsrun.contracts.event;

import org.jspecify.annotations.Nullable;

/** The checks that event records make of their components; the message names the component and the rule, not the value. */
public final class FieldRules {

    /** The largest integer that every JSON implementation keeps exactly: 2<sup>53</sup> (RFC 8259, section 6). */
    public static final long MAX_SAFE_INTEGER = 1L << 53;

    private FieldRules() {}

    /**
     * Refuses an absent value.
     *
     * @throws IllegalArgumentException when the value is null
     */
    public static void required(String name, @Nullable Object value) {
        if (value == null) {
            throw new IllegalArgumentException(name + " is required");
        }
    }

    /**
     * Refuses an absent text, and one shorter or longer than allowed.
     *
     * @throws IllegalArgumentException when the text is absent, too short or too long
     */
    public static void requiredText(String name, @Nullable String value, int min, int max) {
        required(name, value);
        length(name, value, min, max);
    }

    /**
     * Refuses a number out of its range, bounds included; null passes.
     *
     * @throws IllegalArgumentException when the value is out of range or not a number
     */
    public static void range(String name, @Nullable Number value, long min, long max) {
        if (value == null) {
            return;
        }
        boolean inside = value instanceof Double real
                ? real >= min && real <= max
                : value.longValue() >= min && value.longValue() <= max;
        if (!inside) {
            throw new IllegalArgumentException(name + " is not within " + min + " and " + max);
        }
    }

    /**
     * Refuses a text shorter or longer than allowed, in Unicode code points as JSON Schema counts them; null passes.
     *
     * @throws IllegalArgumentException when the text is too short or too long
     */
    public static void length(String name, @Nullable String value, int min, int max) {
        if (value == null) {
            return;
        }
        int length = value.codePointCount(0, value.length());
        if (length < min || length > max) {
            throw new IllegalArgumentException(name + " is not " + min + " to " + max + " characters long");
        }
    }
}
