package io.letsrun.edge.http;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.web.server.WebHandler;

/**
 * What one method does at one path.
 *
 * @param path as {@link RouteTable} reads it
 * @param kind what it is about, in metrics
 * @param parameters the query parameters it knows; null when somebody behind it looks at them
 */
public record Route(
        HttpMethod method,
        String path,
        String kind,
        @Nullable Set<String> parameters,
        WebHandler handler) {}
