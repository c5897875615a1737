package io.letsrun.events.upstream;

import java.util.List;

/**
 * A user, as the upstream tells it.
 *
 * @param events the ids of the user's events in the upstream's order; an id may occur twice
 */
public record UpstreamUser(String id, String userName, String email, List<String> events) {

    public UpstreamUser {
        events = List.copyOf(events);
    }
}
