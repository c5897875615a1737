package io.letsrun.testing.sharding;

import io.letsrun.testing.Infrastructure;
import io.letsrun.testing.Postgres;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;

/** Three PostgreSQL servers with the tables of a service, each for a third of the buckets. */
public final class ThreeServers {

    private static final int COUNT = 3;
    private static final int CONNECTIONS = 5;

    private final String role;
    private final List<Postgres> servers;

    /** @param role of the service, which has the name of its schema */
    public ThreeServers(String role) {
        this.role = role;
        this.servers = Stream.generate(Infrastructure::fresh)
                .limit(COUNT)
                .map(Infrastructure::postgres)
                .toList();
        servers.forEach(server -> Flyway.configure()
                .dataSource(server.jdbcUrl(), role, server.password(role))
                .defaultSchema(role)
                .load()
                .migrate());
    }

    /** Where the number of partitions is a multiple of that of the servers, all buckets of a partition are on one server. */
    public static int serverOf(int bucket) {
        return bucket % COUNT;
    }

    public Postgres get(int server) {
        return servers.get(server);
    }

    public ShardedDatabase database() {
        return new ShardedDatabase(servers.stream().map(this::pool).toList(), ThreeServers::serverOf);
    }

    /** Returns connections to one of the servers. */
    public ConnectionPool pool(int server) {
        return pool(servers.get(server));
    }

    private ConnectionPool pool(Postgres server) {
        return new ConnectionPool(ConnectionPoolConfiguration.builder(server.connections(role))
                .initialSize(0)
                .maxSize(CONNECTIONS)
                .acquireRetry(CONNECTIONS) // after a restart each is found dead once
                .build());
    }

    /** Returns the rows of all servers, each with its columns in one text. */
    public List<String> rows(String query) {
        return IntStream.range(0, COUNT)
                .mapToObj(server -> rows(server, query))
                .flatMap(List::stream)
                .toList();
    }

    /** Returns the rows of one server, each with its columns in one text. */
    public List<String> rows(int server, String query) {
        Postgres postgres = servers.get(server);
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl(), role, postgres.password(role));
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    values.add(result.getString(i));
                }
                rows.add(String.join(" ", values));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return rows;
    }
}
