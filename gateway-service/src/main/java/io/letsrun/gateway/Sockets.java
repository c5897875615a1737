package io.letsrun.gateway;

import reactor.netty.ReactorNetty;

/** What serves the sockets, as reactor-netty and Netty want to be told: in system properties, before they are loaded. */
final class Sockets {

    /** More than what all connections can have to tell at a time; what does not fit waits in the kernel, with a warning. */
    private static final int COMPLETIONS = 1 << 15;

    private Sockets() {}

    /** Leaves alone what the command line says. */
    static void prepare() {
        int processors = Runtime.getRuntime().availableProcessors(); // by itself reactor-netty has at least four loops
        byDefault(ReactorNetty.IO_WORKER_COUNT, processors);
        byDefault("io.netty.iouring.cqSize", COMPLETIONS);
    }

    private static void byDefault(String property, int value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, Integer.toString(value));
        }
    }
}
