package io.letsrun.gateway.form;

import io.letsrun.edge.problem.FieldError;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The members of one JSON object, and the errors found in them so far. Every reader returns null for a member that is
 * absent, null or in error. Not thread-safe.
 */
public final class Fields {

    private final JsonNode object;
    private final String base;
    private final List<FieldError> errors = new ArrayList<>(0);

    /** @param base the pointer of the object itself: empty for the body */
    public Fields(JsonNode object, String base) {
        this.object = object;
        this.base = base;
    }

    /** Returns the member; null, and an error, when it is absent. */
    public @Nullable JsonNode required(String name) {
        JsonNode value = optional(name);
        if (value == null) {
            refuse(name, "required", "must be given");
        }
        return value;
    }

    public @Nullable JsonNode optional(String name) {
        JsonNode value = object.get(name);
        return value == null || value.isNull() ? null : value;
    }

    /** Returns the text of a member as it was sent. */
    public @Nullable String text(String name, @Nullable JsonNode value) {
        if (value == null) {
            return null;
        }
        if (!value.isString()) {
            refuse(name, "wrong-type", "must be a string");
            return null;
        }
        return value.stringValue();
    }

    /** Returns the trimmed text of 1 to {@code max} code points that a database and a screen can hold. */
    public @Nullable String line(String name, @Nullable JsonNode value, int max) {
        String text = text(name, value);
        if (text == null) {
            return null;
        }
        String line = text.strip();
        if (line.isEmpty()) {
            refuse(name, "required", "must not be blank");
        } else if (!Characters.printable(line)) {
            refuse(name, "malformed", "must not hold control characters or half a surrogate pair");
        } else if (line.codePointCount(0, line.length()) > max) {
            refuse(name, "too-long", "must be at most " + max + " characters long");
        } else {
            return line;
        }
        return null;
    }

    /** Returns the integer; 65.0 is one, as JSON Schema has it. */
    public @Nullable Long integer(String name, @Nullable JsonNode value, long min, long max) {
        if (value == null) {
            return null;
        }
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            long number = value.longValue();
            return number >= min && number <= max ? Long.valueOf(number) : outOfRange(name, min, max);
        }
        BigDecimal number = decimal(name, value, min, max);
        if (number == null) {
            return null;
        }
        if (number.stripTrailingZeros().scale() > 0) {
            refuse(name, "wrong-type", "must be an integer");
            return null;
        }
        return number.longValueExact();
    }

    /** Returns the number. Compared before anything else is done to it: 1e999999999 costs nothing to compare, but to expand. */
    public @Nullable BigDecimal decimal(String name, @Nullable JsonNode value, long min, long max) {
        if (value == null) {
            return null;
        }
        if (!value.isNumber()) {
            refuse(name, "wrong-type", "must be a number");
            return null;
        }
        BigDecimal number = value.decimalValue();
        if (number.compareTo(BigDecimal.valueOf(min)) < 0 || number.compareTo(BigDecimal.valueOf(max)) > 0) {
            return outOfRange(name, min, max);
        }
        return number;
    }

    private <T> @Nullable T outOfRange(String name, long min, long max) {
        refuse(name, "out-of-range", "must be " + min + " to " + max);
        return null;
    }

    /** Notes that the member breaks a rule. */
    public void refuse(String name, String code, String detail) {
        errors.add(new FieldError(base + "/" + name, code, detail));
    }

    /** Returns a required value where no error was found, and so none can be missing. */
    public static <T> T present(@Nullable T value) {
        return Objects.requireNonNull(value, "a required member passed as absent");
    }

    /** Returns the value when no error was found; it is not built otherwise. */
    public <T> Checked<T> checked(Supplier<T> value) {
        return errors.isEmpty() ? new Checked.Valid<>(value.get()) : new Checked.Invalid<>(errors);
    }
}
