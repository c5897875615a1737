package io.letsrun.load.openloop;

import io.netty.bootstrap.Bootstrap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The connections, each used in its turn, so that the server's threads all get their share. Used by the event loop only, but for
 * {@link #open}.
 */
final class Pool {

    private final List<Connection> connections = new ArrayList<>();
    private final ArrayDeque<Connection> idle = new ArrayDeque<>();
    private volatile int open;
    private @Nullable Load load;

    Pool(int size, Bootstrap bootstrap) {
        for (int i = 0; i < size; i++) {
            connections.add(new Connection(this, bootstrap));
        }
    }

    void connect() {
        connections.forEach(Connection::connect);
    }

    /** How many connections have been made so far. */
    int open() {
        return open;
    }

    void serve(@Nullable Load current) {
        load = current;
    }

    /** An open connection without a request; null when there is none. */
    @Nullable Connection take() {
        for (Connection next = idle.poll(); next != null; next = idle.poll()) {
            next.idle = false;
            if (next.isOpen()) {
                return next;
            }
        }
        return null;
    }

    @SuppressWarnings("NonAtomicOperationOnVolatileField") // Only the event loop writes it.
    void connected(Connection connection) {
        open++;
        free(connection);
    }

    void free(Connection connection) {
        if (load != null && load.sendWaiting(connection)) {
            return;
        }
        if (!connection.idle) {
            connection.idle = true;
            idle.add(connection);
        }
    }

    void answered(Connection connection, Answer answer) {
        if (load != null) {
            load.answered(connection, answer);
        }
    }

    void lost(Connection connection) {
        if (load != null) {
            load.lost(connection);
        }
    }

    /** Closes those that have waited too long for an answer. */
    void dropLate(long now, long patience) {
        for (Connection connection : connections) {
            if (connection.isLate(now, patience)) {
                connection.drop();
            }
        }
    }

    void close() {
        connections.forEach(Connection::close);
    }
}
