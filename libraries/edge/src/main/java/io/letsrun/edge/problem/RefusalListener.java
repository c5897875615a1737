package io.letsrun.edge.problem;

import org.springframework.web.server.ServerWebExchange;

/** Learns of every refused request; a service counts them in its own metrics. */
@FunctionalInterface
public interface RefusalListener {

    /** Called on the event loop, before the answer is written. */
    void refused(ServerWebExchange exchange, Problem problem);
}
