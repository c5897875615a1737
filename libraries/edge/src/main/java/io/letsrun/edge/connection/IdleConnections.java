package io.letsrun.edge.connection;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one event loop that wait for a request, the longest idle first. Thread-safe: other loops look here
 * when they need room.
 */
final class IdleConnections {

    private final LinkedHashSet<ConnectionHandler> all = new LinkedHashSet<>();
    private final Map<String, LinkedHashSet<ConnectionHandler>> byAddress = new HashMap<>();

    synchronized void add(ConnectionHandler connection) {
        all.add(connection);
        byAddress
                .computeIfAbsent(connection.address(), absent -> new LinkedHashSet<>())
                .add(connection);
    }

    /** Returns whether it was there. */
    synchronized boolean remove(ConnectionHandler connection) {
        boolean there = all.remove(connection);
        if (there) {
            LinkedHashSet<ConnectionHandler> same = byAddress.get(connection.address());
            if (same != null && same.remove(connection) && same.isEmpty()) {
                byAddress.remove(connection.address());
            }
        }
        return there;
    }

    /**
     * Returns the connection that is idle for longest; null when there is none.
     *
     * @param address whose it must be; null when anybody's will do
     */
    synchronized @Nullable ConnectionHandler oldest(@Nullable String address) {
        LinkedHashSet<ConnectionHandler> among = address == null ? all : byAddress.get(address);
        return among == null || among.isEmpty() ? null : among.getFirst();
    }
}
