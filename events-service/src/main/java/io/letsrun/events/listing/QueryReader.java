package io.letsrun.events.listing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.letsrun.edge.problem.FieldError;
import io.letsrun.edge.problem.Problem;
import io.letsrun.edge.problem.ProblemKind;
import io.letsrun.edge.problem.Refused;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of one query string, and what is wrong with them: all of it, not only the first. */
public final class QueryReader {

    private final Map<String, String> values = new HashMap<>();
    private final List<FieldError> errors = new ArrayList<>();

    public QueryReader(@Nullable String rawQuery) {
        for (String pair : rawQuery == null || rawQuery.isEmpty() ? new String[0] : rawQuery.split("&")) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            String value = decoded(equals < 0 ? "" : pair.substring(equals + 1));
            if (values.put(name, value) != null) {
                wrong(name, "repeated", "must be given once");
            }
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException unused) {
            throw Problem.of(ProblemKind.MALFORMED, "The query is not percent-encoded UTF-8.")
                    .refused();
        }
    }

    /** Returns the parameter's value; null when it is not given. */
    public @Nullable String get(String name) {
        return values.get(name);
    }

    /** Returns the parameter as a number; the default when it is not given, or wrong. */
    public int number(String name, int least, int most, int byDefault) {
        @Nullable String text = values.get(name);
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
