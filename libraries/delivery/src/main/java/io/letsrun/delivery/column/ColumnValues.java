package io.letsrun.delivery.column;

import io.netty.buffer.ByteBuf;
import java.util.Collection;
import java.util.Iterator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A column of rows, as a parameter of a statement. It is an array for PostgreSQL and none in Java: the values are written from the rows
 * when the statement is sent.
 *
 * @param rows must not change until the statement is sent
 * @param value of the column in a row
 */
public record ColumnValues<E, T>(ColumnType<T> type, Collection<E> rows, Function<E, @Nullable T> value)
        implements Iterable<@Nullable T> {

    private static final int DIMENSIONS = 1;
    private static final int LOWER_BOUND = 1;

    @Override
    public Iterator<@Nullable T> iterator() {
        return rows.stream().map(value).iterator();
    }

    /** Writes the array as {@code array_recv} of PostgreSQL reads it. */
    void write(ByteBuf buffer) {
        buffer.writeInt(rows.isEmpty() ? 0 : DIMENSIONS);
        int flags = buffer.writerIndex();
        buffer.writeInt(0);
        buffer.writeInt(type.oid());
        if (rows.isEmpty()) {
            return;
        }
        buffer.writeInt(rows.size());
        buffer.writeInt(LOWER_BOUND);
        for (E row : rows) {
            T cell = value.apply(row);
            type.write(buffer, cell);
            if (cell == null) {
                buffer.setInt(flags, 1);
            }
        }
    }
}
