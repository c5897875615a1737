package io.letsrun.gateway.admission;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Limits incomplete bodies and their permits by client address and by access token, so that one client's unfinished requests take
 * nothing from others. Thread-safe.
 */
final class UnfinishedBodies {

    private final int mostOfAddress;
    private final int mostOfToken;
    private final Map<String, Held> byAddress = new ConcurrentHashMap<>();
    private final Map<String, Integer> byToken = new ConcurrentHashMap<>();

    UnfinishedBodies(int mostOfAddress, int mostOfToken) {
        this.mostOfAddress = mostOfAddress;
        this.mostOfToken = mostOfToken;
    }

    /**
     * Counts a body until its {@link Entry#end}.
     *
     * @param token null when the request has none
     * @return null when the client has too many already
     */
    @Nullable Entry begin(String address, @Nullable String token) {
        Held all = byAddress.merge(address, Held.ONE, Held::plus);
        if (all.bodies() > mostOfAddress) {
            giveBack(address, Held.ONE);
            return null;
        }
        if (token != null && byToken.merge(token, 1, Integer::sum) > mostOfToken) {
            giveBack(token);
            giveBack(address, Held.ONE);
            return null;
        }
        return new Entry(address, token);
    }

    private void giveBack(String address, Held held) {
        byAddress.computeIfPresent(address, (key, all) -> all.minus(held));
    }

    private void giveBack(String token) {
        byToken.computeIfPresent(token, (key, count) -> count == 1 ? null : count - 1);
    }

    boolean isEmpty() {
        return byAddress.isEmpty() && byToken.isEmpty();
    }

    private record Held(int bodies, int permits) {

        static final Held ONE = new Held(1, 0);

        Held plus(Held other) {
            return new Held(bodies + other.bodies, permits + other.permits);
        }

        @Nullable Held minus(Held other) {
            return bodies == other.bodies ? null : new Held(bodies - other.bodies, permits - other.permits);
        }
    }

    /** One incomplete body. Belongs to its connection's event loop. */
    final class Entry {

        private final String address;
        private final @Nullable String token;
        private int permits;

        private Entry(String address, @Nullable String token) {
            this.address = address;
            this.token = token;
        }

        /** Counts more permits, and returns whether the address may hold them. */
        boolean hold(int more, int mostOfAddress) {
            Held all = byAddress.merge(address, new Held(0, more), Held::plus);
            permits += more;
            return all.permits() <= mostOfAddress;
        }

        void end() {
            giveBack(address, new Held(1, permits));
            if (token != null) {
                giveBack(token);
            }
        }
    }
}
