package io.letsrun.console.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.letsrun.edge.problem.Refused;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Some of many things, newest first.
 *
 * @param items at most as many as were asked for. A search that is cut short may find fewer, or none, and still go on at
 *     {@code next}
 * @param next the cursor of the following slice; null on the last one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Slice<T>(List<T> items, @Nullable String next) {

    private static final int MOST = 200;

    /** @param oneMore one more than were asked for, if there is one more: so the end is known without a count */
    public static <T> Slice<T> of(List<T> oneMore, int limit, Function<T, Object> cursor) {
        if (oneMore.size() <= limit) {
            return new Slice<>(oneMore, null);
        }
        List<T> items = List.copyOf(oneMore.subList(0, limit));
        return new Slice<>(items, cursor.apply(items.getLast()).toString());
    }

    /** @throws Refused when a program asks for none, or for too many */
    public static int limit(int asked) {
        if (asked < 1 || asked > MOST) {
            throw Refused.invalid("/limit", "out-of-range", "must be 1 to " + MOST);
        }
        return asked;
    }
}
