package io.letsrun.gateway.http;

import io.letsrun.edge.routing.Route;
import org.springframework.web.server.WebHandler;

/** One operation of the public API. */
public interface Endpoint extends WebHandler {

    /** Returns the method and path, whose handler is this endpoint. */
    Route route();

    /** Returns how early it is served when not all requests can be. */
    Urgency urgency();
}
