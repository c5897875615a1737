package io.letsrun.gateway;

import io.netty.channel.uring.IoUring;
import reactor.netty.ReactorNetty;

/** What serves the sockets, as reactor-netty and Lettuce want to be told: in system properties, before they are loaded. */
final class Sockets {

    private Sockets() {}

    /** Leaves alone what the command line says. */
    static void prepare() {
        byDefault(
                ReactorNetty.IO_WORKER_COUNT,
                Integer.toString(Runtime.getRuntime().availableProcessors()));
        if (IoUring.isAvailable()) {
            byDefault("io.lettuce.core.epoll", "false"); // it would prefer epoll, and warn that there are both
        }
    }

    private static void byDefault(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
