package io.letsrun.edge.routing;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.web.server.WebHandler;

/**
 * A handler for one method at one path.
 *
 * @param path as {@link RouteTable} reads it
 * @param kind its name in metrics
 * @param parameters the query parameters it knows; null when the handler checks them
 */
public record Route(
        HttpMethod method,
        String path,
        String kind,
        @Nullable Set<String> parameters,
        WebHandler handler) {}
