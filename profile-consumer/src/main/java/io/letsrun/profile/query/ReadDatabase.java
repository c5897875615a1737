package io.letsrun.profile.query;

import io.r2dbc.pool.ConnectionPool;
import org.springframework.r2dbc.core.DatabaseClient;

/** The database as reads ask it: over connections of their own, on the event loops that answer. */
public record ReadDatabase(ConnectionPool connections, DatabaseClient client) implements AutoCloseable {

    @Override
    public void close() {
        connections.dispose();
    }
}
