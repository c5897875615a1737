package io.letsrun.delivery.batch;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/**
 * A statement that reads {@link BatchRows}.
 *
 * @param sql of PostgreSQL
 * @param bucket returns the first parameter: the buckets of the rows, or the one that they share
 * @param arrays return the other parameters
 */
public record BatchStatement<E>(
        String sql, Function<Collection<E>, Object> bucket, List<Function<Collection<E>, Object>> arrays) {

    /**
     * Returns the statement with the rows bound to it.
     *
     * @param rows one at least; all of one bucket where the database is distributed
     */
    public GenericExecuteSpec bound(DatabaseClient database, Collection<E> rows) {
        GenericExecuteSpec bound = database.sql(sql).bind(0, bucket.apply(rows));
        for (int i = 0; i < arrays.size(); i++) {
            bound = bound.bind(i + 1, arrays.get(i).apply(rows));
        }
        return bound;
    }
}
