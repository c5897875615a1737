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

    private final LinkedHashSet<ConnectionLimitHandler> all = new LinkedHashSet<>();
    private final Map<String, LinkedHashSet<ConnectionLimitHandler>> byAddress = new HashMap<>();

    synchronized void add(ConnectionLimitHandler connection) {
        all.add(connection);
        byAddress
                .computeIfAbsent(connection.address(), absent -> new LinkedHashSet<>())
                .add(connection);
    }

    /** Returns whether it was there. */
    synchronized boolean remove(ConnectionLimitHandler connection) {
        boolean there = all.remove(connection);
        if (there) {
            LinkedHashSet<ConnectionLimitHandler> same = byAddress.get(connection.address());
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
    synchronized @Nullable ConnectionLimitHandler oldest(@Nullable String address) {
        LinkedHashSet<ConnectionLimitHandler> among = address == null ? all : byAddress.get(address);
        return among == null || among.isEmpty() ? null : among.getFirst();
    }
}
