package io.letsrun.edge.http;

import io.letsrun.edge.problem.FieldError;
import io.letsrun.edge.problem.Problem;
import io.letsrun.edge.problem.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/** The parameters of one query string, and what is wrong with them: all of it, not only the first. */
public final class QueryReader {

    private final MultiValueMap<String, String> values;
    private final List<FieldError> errors = new ArrayList<>(0);

    public QueryReader(MultiValueMap<String, String> values) {
        this.values = values;
    }

    /** Returns the parameter's value; null when it is not given. */
    public @Nullable String get(String name) {
        return values.containsKey(name) ? Objects.requireNonNullElse(values.getFirst(name), "") : null;
    }

    /** Returns the parameter as a number; the default when it is not given, or wrong. */
    public int number(String name, int least, int most, int byDefault) {
        @Nullable String text = get(name);
        if (text == null) {
            return byDefault;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException unused) {
            // The same as one out of range.
        }
        wrong(name, "out-of-range", "must be " + least + " to " + most);
        return byDefault;
    }

    /** Notes that the parameter breaks a rule; code and detail as in {@link FieldError}. */
    public void wrong(String name, String code, String detail) {
        errors.add(new FieldError("/" + name, code, detail));
    }

    /** @throws Refused when anything was wrong */
    public void check() {
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors).refused();
        }
    }
}
