package io.letsrun.edge.problem;

import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/** Is told of every refused request, so that a service counts them in its own metrics. */
@FunctionalInterface
public interface RefusalListener {

    /**
     * Called on the event loop, before the answer is written.
     *
     * @param exchange null when the request was refused before there was one
     */
    void refused(@Nullable ServerWebExchange exchange, Problem problem);
}
