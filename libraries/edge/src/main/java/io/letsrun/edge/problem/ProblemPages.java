package io.letsrun.edge.problem;

import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/** Shows a problem to people; a service that has pages brings one. */
@FunctionalInterface
public interface ProblemPages {

    /** Returns the page in HTML; null when it is a program that asks. */
    byte @Nullable [] page(ServerWebExchange exchange, Problem problem);
}
