package io.letsrun.gateway.http;

import java.util.Map;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;

/** What the variables of an endpoint's path stand for in one request. */
public final class PathVariables {

    private PathVariables() {}

    /** Returns the variable's value; empty when the path has no such variable. */
    public static String of(ServerWebExchange exchange, String name) {
        Map<String, String> variables =
                exchange.getAttributeOrDefault(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE, Map.of());
        return variables.getOrDefault(name, "");
    }
}
