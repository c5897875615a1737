package io.letsrun.delivery.batch;

import io.letsrun.contracts.bucket.Bucket;
import io.letsrun.delivery.column.ColumnType;
import io.letsrun.delivery.column.ColumnValues;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The rows that a statement stores or asks for, as a table that it reads: an array for each column, since one statement is one round
 * trip. The first column is {@code bucket}.
 *
 * <p>In SQL it stands as <code>{batch}</code>, and is the table {@code batch}. Where the database is distributed, all rows must be of one
 * bucket, and the bucket is a parameter of its own: so the database can tell from the statement which server it is for.
 *
 * @param <E> what a row is made of
 */
public final class BatchRows<E> {

    private static final String PLACE = "{batch}";

    private final Function<E, UUID> user;
    private final List<Column<E>> columns;
    private final boolean numbered;

    private BatchRows(Function<E, UUID> user, List<Column<E>> columns, boolean numbered) {
        this.user = user;
        this.columns = List.copyOf(columns);
        this.numbered = numbered;
    }

    /** Returns rows of the columns {@code bucket} and {@code user_id}. */
    public static <E> BatchRows<E> ofUser(Function<E, UUID> user) {
        return new BatchRows<>(user, List.of(), false).with("user_id", ColumnType.UUID, user::apply);
    }

    /**
     * Returns rows with one more column.
     *
     * @param value of the column in a row
     */
    public <T> BatchRows<E> with(String name, ColumnType<T> type, Function<E, @Nullable T> value) {
        List<Column<E>> more = new ArrayList<>(columns);
        more.add(new Column<>(name, type.arrayName(), rows -> new ColumnValues<>(type, rows, value)));
        return new BatchRows<>(user, more, numbered);
    }

    /** Returns rows with a last column {@code position}, which counts them from 1. */
    public BatchRows<E> numbered() {
        return new BatchRows<>(user, columns, true);
    }

    /**
     * Returns a statement that reads the rows.
     *
     * @param sql with <code>{batch}</code> in it
     */
    public BatchStatement<E> in(String sql, StorageProperties storage) {
        return storage.distributed()
                ? new BatchStatement<>(sql.replace(PLACE, ofOneBucket()), this::bucketOfAll, arrays())
                : new BatchStatement<>(sql.replace(PLACE, ofAnyBucket()), this::buckets, arrays());
    }

    /**
     * Each array is unnested in the select list, since as functions of FROM each would be a table of its own first. Only FROM
     * numbers rows without the planner taking them for a thousand at least.
     */
    private String ofAnyBucket() {
        String buckets = "$1::" + ColumnType.SMALLINT.arrayName();
        return numbered
                ? unnested(buckets + ", ", "batch(bucket, ")
                : "(SELECT unnest(" + buckets + ") AS bucket, "
                        + eachColumn((parameter, name) -> "unnest(" + parameter + ") AS " + name) + ") AS batch";
    }

    private String ofOneBucket() {
        return "(SELECT $1::smallint AS bucket, one.* FROM " + unnested("", "one(") + ") AS batch";
    }

    /**
     * Returns the columns as a function of FROM.
     *
     * @param first the beginning of the list of arrays
     * @param alias the beginning of the name and the list of columns
     */
    private String unnested(String first, String alias) {
        return "unnest(" + first + eachColumn((parameter, name) -> parameter) + ")"
                + (numbered ? " WITH ORDINALITY" : "")
                + " AS " + alias + eachColumn((parameter, name) -> name)
                + (numbered ? ", position)" : ")");
    }

    private String eachColumn(BinaryOperator<String> ofParameterAndName) {
        return IntStream.range(0, columns.size())
                .mapToObj(i -> ofParameterAndName.apply(
                        "$" + (i + 2) + "::" + columns.get(i).type(),
                        columns.get(i).name()))
                .collect(Collectors.joining(", "));
    }

    private List<Function<Collection<E>, Object>> arrays() {
        return columns.stream()
                .<Function<Collection<E>, Object>>map(Column::array)
                .toList();
    }

    private Object bucketOfAll(Collection<E> rows) {
        return bucket(rows.iterator().next());
    }

    private Object buckets(Collection<E> rows) {
        return new ColumnValues<>(ColumnType.SMALLINT, rows, this::bucket);
    }

    private Short bucket(E row) {
        return Bucket.ofUser(user.apply(row));
    }

    private record Column<E>(String name, String type, Function<Collection<E>, Object> array) {}
}
