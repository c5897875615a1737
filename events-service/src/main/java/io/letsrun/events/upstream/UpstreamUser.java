package io.letsrun.events.upstream;

import java.util.List;

/**
 * A user as the upstream describes them; without the e-mail address, since none is ever served.
 *
 * @param userName empty when the upstream tells none
 * @param events the ids of the user's events in the upstream's order, each once
 * @param unreadable entries of that list that are no ids: the start of their text, empty when they have none
 */
public record UpstreamUser(String id, String userName, List<String> events, List<String> unreadable) {

    public UpstreamUser {
        events = List.copyOf(events);
        unreadable = List.copyOf(unreadable);
    }

    /** Returns a user of whom the upstream knows nothing yet. */
    public static UpstreamUser unknown(String id) {
        return new UpstreamUser(id, "", List.of(), List.of());
    }
}
