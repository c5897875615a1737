package io.letsrun.gateway.form;

import io.letsrun.edge.problem.FieldError;
import io.letsrun.edge.text.TextRules;
import java.math.BigDecimal;
import java.math.RoundingMode;
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
public final class JsonFields {

    private final JsonNode object;
    private final String base;
    private final List<FieldError> errors = new ArrayList<>(0);
    private final List<DroppedValue> dropped = new ArrayList<>(0);

    /** @param base the pointer of the object itself: empty for the body */
    public JsonFields(JsonNode object, String base) {
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

    /** Returns the trimmed text of 1 to {@code max} code points that people can see and a database can hold. */
    public @Nullable String line(String name, @Nullable JsonNode value, int max) {
        String text = text(name, value);
        if (text == null) {
            return null;
        }
        String line = TextRules.trim(text);
        if (TextRules.isBlank(line)) {
            refuse(name, "required", "must hold something that can be seen");
        } else if (!TextRules.isLine(line)) {
            refuse(
                    name,
                    "malformed",
                    "must be one line without control characters, changes of direction and halves of surrogate pairs");
        } else if (line.codePointCount(0, line.length()) > max) {
            refuse(name, "too-long", "must be at most " + max + " characters long");
        } else {
            return line;
        }
        return null;
    }

    /** Returns the integer; 65.0 is one, as JSON Schema has it. */
    public @Nullable Long integer(String name, @Nullable JsonNode value, long min, long max) {
        BigDecimal number = number(name, value);
        if (number == null) {
            return null;
        }
        if (!isWithin(number, min, max)) {
            refuse(name, "out-of-range", "must be " + min + " to " + max);
            return null;
        }
        if (number.stripTrailingZeros().scale() > 0) {
            refuse(name, "wrong-type", "must be an integer");
            return null;
        }
        return number.longValueExact();
    }

    /** Returns the number after rounding half up to so many decimals; refuses it when it is out of range then. */
    public @Nullable BigDecimal rounded(String name, @Nullable JsonNode value, int decimals, long min, long max) {
        BigDecimal number = number(name, value);
        if (number == null) {
            return null;
        }
        BigDecimal rounded = rounded(number, decimals);
        if (isWithin(rounded, min, max)) {
            return rounded;
        }
        refuse(name, "out-of-range", "must be " + min + " to " + max);
        return null;
    }

    /** Returns the number after rounding half up to so many decimals; leaves it out when it is out of range then. */
    public @Nullable BigDecimal roundedOrDropped(
            String name, @Nullable JsonNode value, int decimals, long min, long max) {
        BigDecimal number = number(name, value);
        if (number == null) {
            return null;
        }
        BigDecimal rounded = rounded(number, decimals);
        if (isWithin(rounded, min, max)) {
            return rounded;
        }
        drop(name, "out-of-range");
        return null;
    }

    private @Nullable BigDecimal number(String name, @Nullable JsonNode value) {
        if (value == null) {
            return null;
        }
        if (!value.isNumber()) {
            refuse(name, "wrong-type", "must be a number");
            return null;
        }
        return value.decimalValue();
    }

    /** 1e999999999 costs nothing to compare. */
    private static boolean isWithin(BigDecimal number, long min, long max) {
        return number.compareTo(BigDecimal.valueOf(min)) >= 0 && number.compareTo(BigDecimal.valueOf(max)) <= 0;
    }

    /** To round 1e-999999999 by its digits would take for ever; it is zero. */
    private static BigDecimal rounded(BigDecimal number, int decimals) {
        if (number.scale() <= decimals) {
            return number;
        }
        return number.precision() - number.scale() < -decimals
                ? BigDecimal.ZERO
                : number.setScale(decimals, RoundingMode.HALF_UP);
    }

    /** Notes that the member is left out, and the object taken all the same. */
    public void drop(String name, String code) {
        dropped.add(new DroppedValue(base + "/" + name, code));
    }

    /** Notes that the member breaks a rule. */
    public void refuse(String name, String code, String detail) {
        errors.add(new FieldError(base + "/" + name, code, detail));
    }

    /** Returns what was left out so far, in the order of reading. */
    public List<DroppedValue> dropped() {
        return dropped;
    }

    /** Returns a required value where no error was found, and so none can be missing. */
    public static <T> T present(@Nullable T value) {
        return Objects.requireNonNull(value, "a required member passed as absent");
    }

    /** Returns the value when no error was found; it is not built otherwise. */
    public <T> Validated<T> checked(Supplier<T> value) {
        return errors.isEmpty() ? new Validated.Valid<>(value.get()) : new Validated.Invalid<>(errors);
    }
}
