package io.letsrun.local.server;

import io.letsrun.local.Checkout;
import io.letsrun.local.Refusal;
import io.letsrun.local.process.Component;
import io.letsrun.local.process.Launch;
import io.letsrun.local.process.ProcessIdentity.Signal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/**
 * A PostgreSQL server with one database, in which each service's role owns the schema of its own name.
 *
 * @param checkout where its binaries are unpacked
 * @param data its data directory
 * @param port for clients
 * @param passwords of the superuser {@code postgres} and of each role
 */
public record PostgresServer(Checkout checkout, Path data, int port, Map<String, String> passwords)
        implements Component {

    public static final String DATABASE = "letsrun";

    private static final String SUPERUSER = "postgres";

    private static final String FIND_DATABASE = "select from pg_database where datname = '" + DATABASE + "'";

    /** For the operator console, whose role may not create in the database. */
    private static final String SUBSTRING_SEARCH = "create extension if not exists pg_trgm";

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public List<Integer> ports() {
        return List.of(port);
    }

    @Override
    public Launch launch() {
        Path postgres = new Binaries(checkout.cache()).postgres();
        Path programs = postgres.resolve("bin");
        Unprivileged unprivileged = Unprivileged.here();
        unprivileged.letIn(checkout.state(), data, postgres);
        Cluster cluster = new Cluster(data, programs, unprivileged);
        cluster.initialiseOnce(SUPERUSER, password(SUPERUSER));
        cluster.forgetTheDead();
        List<String> command =
                new ArrayList<>(List.of(programs.resolve("postgres").toString(), "-D", data.toString()));
        for (String setting : List.of(
                "port=" + port,
                "listen_addresses=localhost",
                "unix_socket_directories=",
                "max_connections=100",
                "shared_buffers=1GB", // taken only as far as there is data
                "checkpoint_timeout=15min", // after each, the first change of every page writes the whole page
                "max_wal_size=4GB")) {
            command.addAll(List.of("-c", setting));
        }
        return new Launch(unprivileged.command(command), Map.of("TZ", "UTC"), data, Launch.STORAGE);
    }

    @Override
    public boolean ready() {
        try (Connection connection = connect("postgres", SUPERUSER)) {
            return connection.isValid(1);
        } catch (SQLException e) {
            if ("28P01".equals(e.getSQLState())) {
                throw new Refusal("PostgreSQL's data in " + data
                        + " has another password than the one in secrets.properties: ./letsrun reset starts afresh.");
            }
            return false;
        }
    }

    @Override
    public void provision() {
        try {
            try (Connection connection = connect("postgres", SUPERUSER);
                    Statement statement = connection.createStatement()) {
                if (!statement.executeQuery(FIND_DATABASE).next()) {
                    statement.execute("create database " + DATABASE);
                }
            }
            try (Connection connection = connect(DATABASE, SUPERUSER);
                    Statement statement = connection.createStatement()) {
                statement.execute(SUBSTRING_SEARCH);
                for (String role : passwords.keySet()) {
                    if (!role.equals(SUPERUSER)) {
                        statement.execute(role(role, password(role)));
                    }
                }
            }
        } catch (SQLException e) {
            throw new Refusal("Cannot prepare PostgreSQL: " + e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return name() + " at " + port;
    }

    /** Fast shutdown: open connections are ended, not waited for. */
    @Override
    public Signal farewell() {
        return Signal.INT;
    }

    /** Names and passwords come from this program, never from outside: the names are constants, the passwords hex. */
    private static String role(String name, String password) {
        return """
                do $$ begin
                  if not exists (select from pg_roles where rolname = '%1$s') then
                    create role %1$s login;
                  end if;
                end $$;
                alter role %1$s password '%2$s';
                create schema if not exists %1$s authorization %1$s;
                """.formatted(name, password);
    }

    /** Connects to the stack's database as one of its roles. */
    public Connection connect(String role) throws SQLException {
        return connect(DATABASE, role);
    }

    public String password(String role) {
        return Objects.requireNonNull(passwords.get(role), role);
    }

    private Connection connect(String database, String user) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password(user));
        properties.setProperty("connectTimeout", "2");
        properties.setProperty("socketTimeout", "20");
        properties.setProperty("sslmode", "disable");
        properties.setProperty("gssEncMode", "disable");
        return DriverManager.getConnection("jdbc:postgresql://localhost:" + port + "/" + database, properties);
    }
}
