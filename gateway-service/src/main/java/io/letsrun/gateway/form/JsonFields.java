package io.letsrun.gateway.form;

import io.letsrun.edge.problem.FieldError;
import io.letsrun.edge.problem.Problem;
import io.letsrun.edge.text.TextRules;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the members of a JSON object and collects their errors. A member that is absent, null or wrong is null. */
public final class JsonFields {

    private final JsonNode object;
    private final String base;
    private final List<FieldError> errors = new ArrayList<>(0);
    private final List<DroppedValue> dropped = new ArrayList<>(0);

    /** @param base the pointer of the object: empty for the body */
    public JsonFields(JsonNode object, String base) {
        this.object = object;
        this.base = base;
    }

    /** An absent member is an error. */
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

    /** Returns the trimmed text, one line of 1 to {@code max} code points. */
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

    /** 65.0 is an integer, as in JSON Schema. */
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

    /** Returns the number rounded half up; refuses it when that is out of range. */
    public @Nullable BigDecimal rounded(String name, @Nullable JsonNode value, int decimals, long min, long max) {
        BigDecimal rounded = rounded(number(name, value), decimals);
        if (rounded != null && !isWithin(rounded, min, max)) {
            refuse(name, "out-of-range", "must be " + min + " to " + max);
            return null;
        }
        return rounded;
    }

    /** Returns the number rounded half up; drops it when that is out of range. */
    public @Nullable BigDecimal roundedOrDropped(
            String name, @Nullable JsonNode value, int decimals, long min, long max) {
        BigDecimal rounded = rounded(number(name, value), decimals);
        if (rounded != null && !isWithin(rounded, min, max)) {
            drop(name, "out-of-range");
            return null;
        }
        return rounded;
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

    /** Rounding 1e-999999999 by its digits would never end; it is zero. */
    private static @Nullable BigDecimal rounded(@Nullable BigDecimal number, int decimals) {
        if (number == null || number.scale() <= decimals) {
            return number;
        }
        return number.precision() - number.scale() < -decimals
                ? BigDecimal.ZERO
                : number.setScale(decimals, RoundingMode.HALF_UP);
    }

    /** Leaves the member out, and accepts the object. */
    public void drop(String name, String code) {
        dropped.add(new DroppedValue(base + "/" + name, code));
    }

    public void refuse(String name, String code, String detail) {
        errors.add(new FieldError(base + "/" + name, code, detail));
    }

    public List<DroppedValue> dropped() {
        return dropped;
    }

    /** Returns a required value, which is present because no error was found. */
    public static <T> T present(@Nullable T value) {
        return Objects.requireNonNull(value, "a required member passed as absent");
    }

    /** @throws io.letsrun.edge.problem.Refused when an error was found */
    public void check() {
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors).refused();
        }
    }
}
