package io.letsrun.load.openloop;

import io.netty.bootstrap.Bootstrap;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The connections, each used in its turn, so that the server's threads all get their share. Used by the event loop only, but for
 * {@link #open}.
 */
final class Pool {

    /** A loopback address each for so many users: a server may bound what one address has open. */
    private static final int ADDRESSES = 200;

    private final Bootstrap bootstrap;
    private final List<Connection> connections = new ArrayList<>();
    private final ArrayDeque<Connection> idle = new ArrayDeque<>();
    private volatile int open;
    private volatile int failed;
    private volatile int ended;
    private @Nullable LoadRun load;

    Pool(int size, Bootstrap bootstrap) {
        this.bootstrap = bootstrap;
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

    void serve(@Nullable LoadRun current) {
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

    /** Opens a connection for one user's request, which stays open after its answer. */
    void open(long n, long due, int attempt) {
        Connection connection = Connection.ofUser(this, bootstrap, source(connections.size()), n, due, attempt);
        connections.add(connection);
        connection.connect();
    }

    private @Nullable InetSocketAddress source(int number) {
        boolean local = bootstrap.config().remoteAddress() instanceof InetSocketAddress server
                && server.getAddress() instanceof Inet4Address address
                && address.isLoopbackAddress();
        return local ? new InetSocketAddress("127.0.0." + (2 + number % ADDRESSES), 0) : null;
    }

    @SuppressWarnings("NonAtomicOperationOnVolatileField") // Only the event loop writes it.
    void connected(Connection connection) {
        open++;
        if (!connection.isOfOneUser()) {
            free(connection);
        } else if (load != null) {
            load.connected(connection);
        }
    }

    @SuppressWarnings("NonAtomicOperationOnVolatileField") // Only the event loop writes it.
    void notConnected(Connection connection) {
        failed++;
        if (load != null) {
            load.notConnected(connection);
        }
    }

    /** The server, or somebody on the way, has closed it. */
    @SuppressWarnings("NonAtomicOperationOnVolatileField") // Only the event loop writes it.
    void ended(Connection connection) {
        ended++;
    }

    ConnectionCounts counts() {
        return new ConnectionCounts(open, failed, ended);
    }

    void free(Connection connection) {
        if (connection.isOfOneUser()) {
            return;
        }
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
