package io.letsrun.load.drain;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * How long COPY takes for the rows that are in the tables now: they are written to files, then emptied and copied back in one
 * transaction, which leaves them as they were.
 */
record CopyBaseline(Connection connection, List<String> tables) {

    /** Returns how long it takes. */
    double seconds() throws SQLException, IOException {
        CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
        List<Path> files = new ArrayList<>();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            for (String table : tables) {
                Path file = Files.createTempFile("letsrun-copy", ".copy");
                files.add(file);
                try (OutputStream out = Files.newOutputStream(file)) {
                    copy.copyOut("COPY (SELECT " + columns(table) + " FROM " + table + ") TO STDOUT", out);
                }
            }
            statement.execute("TRUNCATE " + String.join(", ", tables));
            long start = System.nanoTime();
            for (int i = 0; i < tables.size(); i++) {
                try (InputStream in = Files.newInputStream(files.get(i))) {
                    String table = tables.get(i);
                    copy.copyIn("COPY " + table + " (" + columns(table) + ") FROM STDIN", in);
                }
            }
            connection.commit();
            return (System.nanoTime() - start) / 1e9;
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Those that hold something: what is generated cannot be copied in. */
    private String columns(String table) throws SQLException {
        String query = """
                SELECT string_agg(attname, ', ' ORDER BY attnum)
                  FROM pg_attribute
                 WHERE attrelid = ?::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
                """;
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, table);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getString(1);
            }
        }
    }
}
