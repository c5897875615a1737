package io.letsrun.gateway.http;

import io.letsrun.edge.http.Route;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.web.server.WebHandler;

/** A route of the public API, and who goes first when not all can be served. */
public record Endpoint(Route route, Urgency urgency) {

    /** An endpoint that takes no query. */
    public Endpoint(HttpMethod method, String path, String kind, Urgency urgency, WebHandler handler) {
        this(new Route(method, path, kind, Set.of(), handler), urgency);
    }

    /** Returns the same with query parameters. */
    public Endpoint with(String... parameters) {
        return new Endpoint(
                new Route(route.method(), route.path(), route.kind(), Set.of(parameters), route.handler()), urgency);
    }

    /** Returns the same for a query that the service behind looks at. */
    public Endpoint withQueryOfUpstream() {
        return new Endpoint(new Route(route.method(), route.path(), route.kind(), null, route.handler()), urgency);
    }
}
