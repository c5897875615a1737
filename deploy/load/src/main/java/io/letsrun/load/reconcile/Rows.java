package io.letsrun.load.reconcile;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rows that accepted ids become.
 *
 * @param fates SQL for one row for each of {@code accepted}: {@code user_id, run_id, stored, rejected, at}
 */
public record Rows(Connection connection, String fates) {

    private static final String SUMS = """
            SELECT count(*) AS asked,
                   count(*) FILTER (WHERE stored) AS stored,
                   count(*) FILTER (WHERE rejected AND NOT stored) AS rejected,
                   max(at) AS last
              FROM fate
            """;

    /** Loads the ids, and leaves them in the session's {@code accepted}. */
    public Found find(Stream<AcceptedId> ids) throws SQLException {
        IdTable.load(connection, ids);
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS fate");
            statement.execute("CREATE TEMPORARY TABLE fate AS " + fates);
            Set<AcceptedId> missing = missing(statement);
            try (ResultSet sums = statement.executeQuery(SUMS)) {
                sums.next();
                return new Found(
                        sums.getLong("asked"),
                        sums.getLong("stored"),
                        sums.getLong("rejected"),
                        missing,
                        instant(sums.getTimestamp("last")));
            }
        }
    }

    private static Set<AcceptedId> missing(Statement statement) throws SQLException {
        Set<AcceptedId> missing = new HashSet<>();
        try (ResultSet rows =
                statement.executeQuery("SELECT user_id, run_id FROM fate WHERE NOT stored AND NOT rejected")) {
            while (rows.next()) {
                missing.add(new AcceptedId(rows.getObject(1, UUID.class), rows.getObject(2, UUID.class)));
            }
        }
        return missing;
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
