package io.letsrun.load.reconcile;

import io.letsrun.contracts.bucket.Bucket;
import io.letsrun.load.reconcile.ReconciliationResult.Doubled;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/**
 * Accepted ids in a temporary table {@code accepted (bucket, user_id, run_id)} of a session, each once, joined with the tables that the
 * session's role sees.
 */
record IdTable(Connection connection, RecordKind kind) {

    /** The role that sees the dead letters. */
    static final String LETTERS_ROLE = "dead_letters";

    private static final int BUFFER = 1 << 16;

    private static final String SUMS = """
            SELECT count(*) AS asked,
                   count(*) FILTER (WHERE stored) AS stored,
                   count(*) FILTER (WHERE rejected AND NOT stored) AS rejected,
                   max(at) AS last
              FROM fate
            """;

    /** The first 36 characters of a run event's id are the run's; a signup event's id is the user's. */
    private static final String LETTERS = """
            SELECT accepted.user_id,
                   accepted.run_id,
                   bool_or(letter.state IN ('sending', 'sent')) AS replayed,
                   bool_or(letter.state IN ('open', 'failed-again', 'discarded')) AS dead
              FROM accepted
              JOIN dead_letters.letter
                ON left(letter.event_id, 36) = coalesce(accepted.run_id, accepted.user_id)::text
               AND coalesce(letter.user_id, accepted.user_id) = accepted.user_id
             WHERE letter.topic = ? AND letter.group_name = ?
             GROUP BY accepted.user_id, accepted.run_id
            """;

    /**
     * What the rows of the kind say of ids.
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

    /** Looks for their rows, and leaves the ids in the session's {@code accepted}. */
    Found rows(Stream<AcceptedId> ids) throws SQLException {
        load(ids);
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS fate");
            statement.execute("CREATE TEMPORARY TABLE fate AS " + kind.fates());
            Set<AcceptedId> missing = new HashSet<>();
            try (ResultSet rows =
                    statement.executeQuery("SELECT user_id, run_id FROM fate WHERE NOT stored AND NOT rejected")) {
                while (rows.next()) {
                    missing.add(id(rows));
                }
            }
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

    /** What counts twice among the users of the ids that the last {@link #rows} was given. */
    Doubled doubled() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(kind.doubled())) {
            result.next();
            return new Doubled(result.getLong("accounts"), result.getLong("runs"), result.getLong("totals"));
        }
    }

    /**
     * Looks for the letters of ids that have no row. A letter that was replayed and applied tells nothing: its row is there, or it
     * is not.
     */
    void letters(Set<AcceptedId> ids, IdSearch.Elsewhere elsewhere) throws SQLException {
        load(ids.stream());
        try (PreparedStatement statement = connection.prepareStatement(LETTERS)) {
            statement.setString(1, kind.topics().topic().name());
            statement.setString(2, kind.topics().group());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    if (rows.getBoolean("replayed")) {
                        elsewhere.waiting().add(id(rows));
                    } else if (rows.getBoolean("dead")) {
                        elsewhere.dead().add(id(rows));
                    }
                }
            }
        }
    }

    private static AcceptedId id(ResultSet row) throws SQLException {
        return new AcceptedId(row.getObject(1, UUID.class), row.getObject(2, UUID.class));
    }

    private void load(Stream<AcceptedId> ids) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET work_mem = '128MB'");
            statement.execute("DROP TABLE IF EXISTS answered, accepted");
            statement.execute("CREATE TEMPORARY TABLE answered (bucket smallint, user_id uuid, run_id uuid)");
            try (PGCopyOutputStream out = new PGCopyOutputStream(
                    connection.unwrap(PGConnection.class),
                    "COPY answered (bucket, user_id, run_id) FROM STDIN",
                    BUFFER)) {
                Iterator<AcceptedId> each = ids.iterator();
                while (each.hasNext()) {
                    AcceptedId id = each.next();
                    String row = Bucket.ofUser(id.userId()) + "\t" + id.line() + "\n";
                    out.write(row.getBytes(StandardCharsets.US_ASCII));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            statement.execute(
                    "CREATE TEMPORARY TABLE accepted AS SELECT DISTINCT bucket, user_id, run_id FROM answered");
            statement.execute("ANALYZE accepted");
        }
    }
}
