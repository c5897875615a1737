package io.letsrun.gateway.admission;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import java.util.concurrent.atomic.AtomicInteger;

/** The connections there are, and the bound on them: each takes memory before it has asked for anything. Thread-safe. */
final class Connections {

    private final int most;
    private final AtomicInteger open = new AtomicInteger();
    private final Counter refused;

    Connections(int most, MeterRegistry meters) {
        this.most = most;
        this.refused = Counter.builder("letsrun.gateway.connections.refused")
                .description("connections that were closed at once because there were too many")
                .register(meters);
        Gauge.builder("letsrun.gateway.connections", open, AtomicInteger::get)
                .description("connections that clients have open")
                .register(meters);
    }

    /** Returns whether the connection may stay; it is closed when not. */
    boolean admit(Channel channel) {
        if (open.incrementAndGet() > most) {
            open.decrementAndGet();
            refused.increment();
            channel.close();
            return false;
        }
        channel.closeFuture().addListener(closed -> open.decrementAndGet());
        return true;
    }
}
