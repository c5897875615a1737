package io.letsrun.edge.connection;

import com.sun.management.UnixOperatingSystemMXBean;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts and limits the open connections of one server, in all and for each client address. At a limit the longest idle
 * connection is closed for the new one. Thread-safe.
 */
final class Connections {

    private static final Logger log = LoggerFactory.getLogger(Connections.class);

    /** For jars, brokers and databases. */
    private static final int OTHER_HANDLES = 1_000;

    /** A client that has just connected or read an answer probably sends a request next. */
    private static final long LEAST_IDLE = Duration.ofSeconds(1).toNanos();

    /** How many connections beyond the limit are answered 503; further ones are closed. */
    private static final int TOLD = 500;

    private final int most;
    private final int mostOfAddress;
    private final Duration idle;
    private final ClientAddresses addresses;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final Map<String, Integer> byAddress = new ConcurrentHashMap<>();
    private final Map<EventLoop, IdleConnections> idleByLoop = new ConcurrentHashMap<>();
    private final Map<CloseReason, Counter> closed = new EnumMap<>(CloseReason.class);

    /** @param server its name in metrics */
    Connections(ConnectionProperties properties, String server, MeterRegistry meters) {
        this.most = affordable(properties.most());
        this.mostOfAddress = Math.max(1, (int) (most * properties.perAddress()));
        this.idle = properties.idle();
        this.addresses = new ClientAddresses(properties.trustedProxies());
        Gauge.builder("letsrun.connections", open, AtomicInteger::get)
                .description("connections that clients have open")
                .tag("server", server)
                .register(meters);
        Gauge.builder("letsrun.connections.limit", this, connections -> connections.most)
                .description("connections that clients may have open at once")
                .tag("server", server)
                .register(meters);
        for (CloseReason reason : CloseReason.values()) {
            closed.put(
                    reason,
                    Counter.builder("letsrun.connections.closed")
                            .description("connections that the server ended by itself")
                            .tag("server", server)
                            .tag("reason", reason.tag())
                            .register(meters));
        }
    }

    /** A process without file handles cannot even refuse connections. */
    private static int affordable(int wanted) {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
            long handles = system.getMaxFileDescriptorCount();
            int bound = (int) Math.max(handles / 2, Math.min(Integer.MAX_VALUE, handles - OTHER_HANDLES));
            if (bound < wanted) {
                log.atWarn()
                        .addKeyValue("wanted", wanted)
                        .addKeyValue("fileHandles", handles)
                        .addKeyValue("connections", bound)
                        .log("Too few file handles (ulimit -n), so fewer connections than configured are possible");
            }
            return Math.min(wanted, bound);
        }
        return wanted;
    }

    /**
     * Counts a new connection until it is closed.
     *
     * @return whether it may be served; if not, it only gets a refusal
     */
    boolean open(Channel channel, String address) {
        boolean room = hasRoom(channel, address);
        if (room) {
            open.incrementAndGet();
            byAddress.merge(address, 1, Integer::sum);
            channel.closeFuture().addListener(end -> {
                open.decrementAndGet();
                byAddress.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
            });
        } else {
            count(CloseReason.REFUSED);
            if (refused.incrementAndGet() > TOLD) {
                channel.close();
            }
            channel.closeFuture().addListener(end -> refused.decrementAndGet());
        }
        return room;
    }

    private boolean hasRoom(Channel channel, String address) {
        boolean bounded = !addresses.isTrusted(channel.remoteAddress());
        if (bounded && byAddress.getOrDefault(address, 0) >= mostOfAddress) {
            return closeOldest(address);
        }
        return open.get() < most || closeOldest(null);
    }

    private boolean closeOldest(@Nullable String address) {
        ConnectionLimitHandler oldest = null;
        IdleConnections where = null;
        for (IdleConnections ofLoop : idleByLoop.values()) {
            ConnectionLimitHandler candidate = ofLoop.oldest(address);
            if (candidate != null && (oldest == null || candidate.idleSince() - oldest.idleSince() < 0)) {
                oldest = candidate;
                where = ofLoop;
            }
        }
        if (oldest == null || where == null || System.nanoTime() - oldest.idleSince() < LEAST_IDLE) {
            return false;
        }
        if (where.remove(oldest)) {
            oldest.giveWay();
        }
        return true;
    }

    /** Returns the idle connections of a loop, which closes those that have been idle for too long. */
    IdleConnections idle(EventLoop loop) {
        return idleByLoop.computeIfAbsent(loop, absent -> {
            IdleConnections ofLoop = new IdleConnections();
            long period = Math.max(100, idle.toMillis() / 75);
            loop.scheduleWithFixedDelay(() -> closeExpired(ofLoop), period, period, TimeUnit.MILLISECONDS);
            return ofLoop;
        });
    }

    private void closeExpired(IdleConnections ofLoop) {
        long since = System.nanoTime() - idle.toNanos();
        ConnectionLimitHandler oldest = ofLoop.oldest(null);
        while (oldest != null && oldest.idleSince() - since <= 0) {
            oldest.expire();
            oldest = ofLoop.oldest(null);
        }
    }

    String address(Channel channel) {
        return addresses.of(channel.remoteAddress(), List.of());
    }

    void count(CloseReason reason) {
        Objects.requireNonNull(closed.get(reason)).increment();
    }
}
