package io.letsrun.delivery.batch;

import java.util.Collection;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** A batch as columns: an array for each, so that one statement stores all rows. */
public final class Columns {

    private Columns() {}

    public static <E, T> @Nullable T[] of(
            Collection<E> rows, Function<E, @Nullable T> value, IntFunction<@Nullable T[]> array) {
        @Nullable T[] column = array.apply(rows.size());
        int i = 0;
        for (E row : rows) {
            column[i++] = value.apply(row);
        }
        return column;
    }
}
