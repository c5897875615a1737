package io.letsrun.load.reconcile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Iterator;
import java.util.stream.Stream;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/** Ids in a temporary table {@code accepted (user_id, run_id)} of the session, each once, to be joined with a role's own tables. */
final class IdTable {

    private static final int BUFFER = 1 << 16;

    private IdTable() {}

    /** Replaces the table. */
    static void load(Connection connection, Stream<AcceptedId> ids) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET work_mem = '128MB'");
            statement.execute("DROP TABLE IF EXISTS answered, accepted");
            statement.execute("CREATE TEMPORARY TABLE answered (user_id uuid, run_id uuid)");
            copy(connection, ids);
            statement.execute("CREATE TEMPORARY TABLE accepted AS SELECT DISTINCT user_id, run_id FROM answered");
            statement.execute("ANALYZE accepted");
        }
    }

    private static void copy(Connection connection, Stream<AcceptedId> ids) throws SQLException {
        try (PGCopyOutputStream out = new PGCopyOutputStream(
                connection.unwrap(PGConnection.class), "COPY answered (user_id, run_id) FROM STDIN", BUFFER)) {
            Iterator<AcceptedId> each = ids.iterator();
            while (each.hasNext()) {
                out.write((each.next().line() + "\n").getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
