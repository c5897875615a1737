package io.letsrun.edge.problem;

import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/** Renders problems as pages, in services that have pages. */
@FunctionalInterface
public interface ProblemPages {

    /** Returns the page in HTML; null when the client is a program. */
    byte @Nullable [] page(ServerWebExchange exchange, Problem problem);
}
