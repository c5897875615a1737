package io.letsrun.delivery.column;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A type of PostgreSQL, and how its values are sent in binary.
 *
 * @param <T> its values in Java
 * @see <a href="https://github.com/postgres/postgres/blob/REL_18_STABLE/src/include/catalog/pg_type.dat">pg_type.dat</a>, which has the
 *     numbers of the types; each type's <code>…_recv</code> function defines its binary form
 */
public final class ColumnType<T> {

    public static final ColumnType<Boolean> BOOLEAN = new ColumnType<>("boolean", 16, 1000, ByteBuf::writeBoolean);
    public static final ColumnType<Short> SMALLINT =
            new ColumnType<>("smallint", 21, 1005, (buffer, value) -> buffer.writeShort(value));
    public static final ColumnType<Integer> INTEGER = new ColumnType<>("integer", 23, 1007, ByteBuf::writeInt);
    public static final ColumnType<Long> BIGINT = new ColumnType<>("bigint", 20, 1016, ByteBuf::writeLong);
    public static final ColumnType<Double> DOUBLE =
            new ColumnType<>("double precision", 701, 1022, ByteBuf::writeDouble);
    public static final ColumnType<String> TEXT = new ColumnType<>("text", 25, 1009, ByteBufUtil::writeUtf8);
    public static final ColumnType<UUID> UUID = new ColumnType<>("uuid", 2950, 2951, ColumnType::write);

    /** In microseconds; what is finer is cut off, towards the year 2000. PostgreSQL refuses what is beyond the year 294276. */
    public static final ColumnType<Instant> TIMESTAMPTZ =
            new ColumnType<>("timestamptz", 1184, 1185, ColumnType::write);

    private static final int NULL = -1;
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

    /** No timestamps, but neither are they the numbers that PostgreSQL takes for infinity. */
    private static final long TOO_LATE = Long.MAX_VALUE - 1;

    private static final long TOO_EARLY = Long.MIN_VALUE + 1;

    private final String name;
    private final int oid;
    private final int arrayOid;
    private final BiConsumer<ByteBuf, T> format;

    private ColumnType(String name, int oid, int arrayOid, BiConsumer<ByteBuf, T> format) {
        this.name = name;
        this.oid = oid;
        this.arrayOid = arrayOid;
        this.format = format;
    }

    /** Returns the array of the type, as it is called in SQL. */
    public String arrayName() {
        return name + "[]";
    }

    int oid() {
        return oid;
    }

    int arrayOid() {
        return arrayOid;
    }

    /** Writes the value with its length in front. */
    void write(ByteBuf buffer, @Nullable T value) {
        if (value == null) {
            buffer.writeInt(NULL);
            return;
        }
        int start = buffer.writerIndex();
        buffer.writeInt(0);
        format.accept(buffer, value);
        buffer.setInt(start, buffer.writerIndex() - start - Integer.BYTES);
    }

    private static void write(ByteBuf buffer, UUID value) {
        buffer.writeLong(value.getMostSignificantBits());
        buffer.writeLong(value.getLeastSignificantBits());
    }

    private static void write(ByteBuf buffer, Instant value) {
        buffer.writeLong(micros(value));
    }

    private static long micros(Instant value) {
        try {
            return Math.clamp(ChronoUnit.MICROS.between(EPOCH, value), TOO_EARLY, TOO_LATE);
        } catch (ArithmeticException beyondLong) {
            return value.isAfter(EPOCH) ? TOO_LATE : TOO_EARLY;
        }
    }
}
