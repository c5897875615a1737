package io.letsrun.gateway.event;

import java.net.URI;
import java.util.UUID;

/** Where events are: here for the token's user, behind for each user. */
final class EventPaths {

    static final String ALL = "/v1/events";
    static final String ONE = "/v1/events/{eventId}";

    private EventPaths() {}

    /** Returns the path and query behind of a path and query here, as they are encoded. */
    static String behind(URI here, UUID userId) {
        String query = here.getRawQuery();
        return "/v1/users/" + userId + here.getRawPath().substring("/v1".length()) + (query == null ? "" : "?" + query);
    }
}
