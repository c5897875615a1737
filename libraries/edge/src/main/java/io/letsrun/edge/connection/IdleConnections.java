package io.letsrun.edge.connection;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The idle connections of one event loop, the longest idle first. Thread-safe: other loops use it when they need room. */
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

    /** @param address whose connection it must be; null for any */
    synchronized @Nullable ConnectionLimitHandler oldest(@Nullable String address) {
        LinkedHashSet<ConnectionLimitHandler> among = address == null ? all : byAddress.get(address);
        return among == null || among.isEmpty() ? null : among.getFirst();
    }
}
