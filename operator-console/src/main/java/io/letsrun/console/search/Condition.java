package io.letsrun.console.search;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/**
 * A condition in SQL and the values of its parameters, which never get into its text.
 *
 * @param first the number of its first parameter: 1 for {@code $1}
 */
public record Condition(String sql, List<Object> values, int first) {

    public static Condition from(int first) {
        return new Condition("true", List.of(), first);
    }

    /** Returns a condition that also wants this, in which {@code ?} is the value; the same one when the value is null. */
    public Condition and(String comparison, @Nullable Object value) {
        if (value == null) {
            return this;
        }
        List<Object> all = new ArrayList<>(values);
        all.add(value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value);
        String wanted = comparison.replace("?", "$" + next());
        return new Condition(sql + " AND " + wanted, List.copyOf(all), first);
    }

    /** Returns the number of the first parameter that follows its own. */
    public int next() {
        return first + values.size();
    }

    /** Binds its values. */
    public GenericExecuteSpec bindTo(GenericExecuteSpec statement) {
        GenericExecuteSpec bound = statement;
        for (int i = 0; i < values.size(); i++) {
            bound = bound.bind(first - 1 + i, values.get(i));
        }
        return bound;
    }
}
