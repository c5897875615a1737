package io.letsrun.testing;

import io.letsrun.local.server.PostgresServer;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.time.Duration;
import java.util.Map;

/** One database, in which the roles {@code signup}, {@code profile} and {@code dead_letters} own their schemas. */
public final class Postgres extends Server {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    private final PostgresServer server;

    Postgres(Lifecycle lifecycle, PostgresServer server) {
        super(lifecycle);
        this.server = server;
    }

    public String host() {
        return "localhost";
    }

    public int port() {
        return server.port();
    }

    public String database() {
        return PostgresServer.DATABASE;
    }

    /** The password of a role, or of the superuser {@code postgres}. */
    public String password(String role) {
        return server.password(role);
    }

    /** What a service's configuration reads: {@code POSTGRES_HOST}, {@code _PORT}, {@code _DATABASE}, {@code _USER}, {@code _PASSWORD}. */
    public Map<String, String> environment(String role) {
        return Map.of(
                "POSTGRES_HOST",
                host(),
                "POSTGRES_PORT",
                Integer.toString(port()),
                "POSTGRES_DATABASE",
                database(),
                "POSTGRES_USER",
                role,
                "POSTGRES_PASSWORD",
                password(role));
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://" + host() + ":" + port() + "/" + database();
    }

    /** Returns connections of the role, each new. */
    public ConnectionFactory connections(String role) {
        return ConnectionFactories.get(ConnectionFactoryOptions.builder()
                .option(ConnectionFactoryOptions.DRIVER, "postgresql")
                .option(ConnectionFactoryOptions.HOST, host())
                .option(ConnectionFactoryOptions.PORT, port())
                .option(ConnectionFactoryOptions.DATABASE, database())
                .option(ConnectionFactoryOptions.USER, role)
                .option(ConnectionFactoryOptions.PASSWORD, password(role))
                .option(ConnectionFactoryOptions.CONNECT_TIMEOUT, CONNECT_TIMEOUT)
                .build());
    }
}
