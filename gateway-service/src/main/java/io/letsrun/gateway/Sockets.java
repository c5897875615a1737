package io.letsrun.gateway;

import reactor.netty.ReactorNetty;

/** What serves the sockets. */
final class Sockets {

    private Sockets() {}

    /** One event loop for each processor, unless the command line says otherwise; reactor-netty has at least four. Goes before all else. */
    static void prepare() {
        if (System.getProperty(ReactorNetty.IO_WORKER_COUNT) == null) {
            int processors = Runtime.getRuntime().availableProcessors();
            System.setProperty(ReactorNetty.IO_WORKER_COUNT, Integer.toString(processors));
        }
    }
}
