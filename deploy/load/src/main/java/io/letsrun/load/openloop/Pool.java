package io.letsrun.load.openloop;

import io.letsrun.load.openloop.OpenLoop.Connections;
import io.netty.bootstrap.Bootstrap;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The connections, used in turn, so that each thread of the server gets its share. Used by the event loop only, but for {@link
 * #counts}.
 */
final class Pool {

    /** Users connect from so many loopback addresses: a server may bound what one address has open. */
    private static final int ADDRESSES = 200;

    private final Bootstrap bootstrap;
    private final List<Connection> connections = new ArrayList<>();
    private final ArrayDeque<Connection> idle = new ArrayDeque<>();
    private volatile Connections counts = new Connections(0, 0, 0);
    private @Nullable LoadRun load;

    Pool(int size, Bootstrap bootstrap) {
        this.bootstrap = bootstrap;
        for (int i = 0; i < size; i++) {
            connections.add(new Connection(this, bootstrap, null, null));
        }
    }

    void connect() {
        connections.forEach(Connection::connect);
    }

    Connections counts() {
        return counts;
    }

    void serve(@Nullable LoadRun current) {
        load = current;
    }

    void tell(Consumer<LoadRun> event) {
        if (load != null) {
            event.accept(load);
        }
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

    /** Opens a user's own connection, which stays open after the answer. */
    void open(Attempt attempt) {
        Connection connection = new Connection(this, bootstrap, source(connections.size()), attempt);
        connections.add(connection);
        connection.connect();
    }

    private @Nullable InetSocketAddress source(int number) {
        boolean local = bootstrap.config().remoteAddress() instanceof InetSocketAddress server
                && server.getAddress() instanceof Inet4Address address
                && address.isLoopbackAddress();
        return local ? new InetSocketAddress("127.0.0." + (2 + number % ADDRESSES), 0) : null;
    }

    void connected(Connection connection, @Nullable Attempt first) {
        counts = new Connections(counts.opened() + 1, counts.failed(), counts.ended());
        if (first == null) {
            free(connection);
        } else {
            tell(current -> current.connected(connection, first));
        }
    }

    void notConnected(Attempt first) {
        counts = new Connections(counts.opened(), counts.failed() + 1, counts.ended());
        tell(current -> current.notConnected(first));
    }

    /** The server, or something on the way, has closed one. */
    void ended() {
        counts = new Connections(counts.opened(), counts.failed(), counts.ended() + 1);
    }

    void free(Connection connection) {
        boolean used = load != null && load.sendWaiting(connection);
        if (!used && !connection.idle) {
            connection.idle = true;
            idle.add(connection);
        }
    }

    /** Closes those that have waited too long for an answer. */
    void dropLate(long now, long patience) {
        connections.forEach(connection -> connection.dropIfLate(now, patience));
    }

    void close() {
        connections.forEach(Connection::close);
    }
}
