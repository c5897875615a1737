package io.letsrun.testing;

import io.letsrun.local.server.PostgresServer;
import java.nio.file.Path;

final class EmbeddedPostgres extends EmbeddedServer implements Postgres {

    private final PostgresServer server;

    EmbeddedPostgres(PostgresServer server, Path logs) {
        super(server, logs);
        this.server = server;
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
