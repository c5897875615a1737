package io.letsrun.testing;

import io.letsrun.local.server.PostgresServer;

/** {@code postgres}, with the roles and schemas of the local stack. */
final class ContainerPostgres extends ContainerServer implements Postgres {

    private final PostgresServer server;

    ContainerPostgres(PostgresServer server) {
        super("postgres:18", server, 5432);
        this.server = server;
        container().withEnv("POSTGRES_PASSWORD", password("postgres"));
    }

    @Override
    public String host() {
        return "localhost";
    }

    @Override
    public int port() {
        return server.port();
    }

    @Override
    public String password(String role) {
        return server.passwords().of(role);
    }
}
