package io.letsrun.contracts.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * How the fields of two events of one version are compared, so that one of them holds whatever the order of their arrival.
 * Storage compares its columns in the same way.
 */
public final class ContentOrder {

    /** By the bytes of UTF-8, as PostgreSQL compares texts of collation {@code "C"}. */
    public static final Comparator<String> TEXT = (one, other) -> one.equals(other)
            ? 0
            : Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));

    private ContentOrder() {}

    /** Returns the natural order, in which an absent value is less than any other. */
    public static <T extends Comparable<? super T>> Comparator<@Nullable T> absentFirst() {
        return Comparator.nullsFirst(Comparator.naturalOrder());
    }

    /** Returns {@link #TEXT}, in which an absent text is less than any other. */
    public static Comparator<@Nullable String> absentTextFirst() {
        return Comparator.nullsFirst(TEXT);
    }
}
