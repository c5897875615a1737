package io.letsrun.load.reconcile;

import io.letsrun.load.reconcile.ReconciliationResult.Doubled;
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

/** The rows that accepted ids of one kind became. */
record Rows(Connection connection, RecordKind kind) {

    private static final String SUMS = """
            SELECT count(*) AS asked,
                   count(*) FILTER (WHERE stored) AS stored,
                   count(*) FILTER (WHERE rejected AND NOT stored) AS rejected,
                   max(at) AS last
              FROM fate
            """;

    /**
     * What the tables say of ids.
     *
     * @param asked different ones
     * @param missing neither stored nor rejected
     * @param last when the last of them was stored or rejected
     */
    record Found(
            long asked,
            long stored,
            long rejected,
            Set<AcceptedId> missing,
            @Nullable Instant last) {}

    /** Loads the ids, and leaves them in the session's {@code accepted}. */
    Found find(Stream<AcceptedId> ids) throws SQLException {
        IdTable.load(connection, ids);
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS fate");
            statement.execute("CREATE TEMPORARY TABLE fate AS " + kind.fates());
            Set<AcceptedId> missing = missing(statement);
            try (ResultSet sums = statement.executeQuery(SUMS)) {
                sums.next();
                Timestamp last = sums.getTimestamp("last");
                return new Found(
                        sums.getLong("asked"),
                        sums.getLong("stored"),
                        sums.getLong("rejected"),
                        missing,
                        last == null ? null : last.toInstant());
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

    /** What counts twice among the users of the ids that the last {@link #find} was given. */
    Doubled doubled() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(kind.doubled())) {
            result.next();
            return new Doubled(result.getLong("accounts"), result.getLong("runs"), result.getLong("totals"));
        }
    }
}
