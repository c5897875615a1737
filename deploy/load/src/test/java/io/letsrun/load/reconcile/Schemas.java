package io.letsrun.load.reconcile;

import io.letsrun.testing.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.stream.Stream;

/** The services' own tables, from their migrations. */
record Schemas(Postgres postgres) {

    private static final Map<String, String> OWNERS =
            Map.of("signup", "signup-service", "profile", "profile-consumer", "dead_letters", "operator-console");

    void create() throws IOException, SQLException {
        Path home = Path.of(System.getProperty("letsrun.home"));
        for (Map.Entry<String, String> owner : OWNERS.entrySet()) {
            Path migrations = home.resolve(owner.getValue()).resolve("src/main/resources/db/migration");
            try (Stream<Path> files = Files.list(migrations);
                    Connection connection = connect(owner.getKey());
                    Statement statement = connection.createStatement()) {
                for (Path file : files.sorted().toList()) {
                    statement.execute(Files.readString(file));
                }
            }
        }
    }

    Connection connect(String role) throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(), role, postgres.password(role));
    }

    /** Runs a statement with these values in place of its question marks. */
    void execute(String role, String sql, Object... values) {
        try (Connection connection = connect(role);
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
