package io.letsrun.events.cache;

import io.letsrun.events.upstream.UpstreamUser;
import java.util.List;

/** What is kept of a user: no e-mail address, since none is ever served. */
public record KnownUser(String id, String userName, List<String> events) {

    public KnownUser {
        events = List.copyOf(events);
    }

    static KnownUser of(UpstreamUser user) {
        return new KnownUser(user.id(), user.userName(), user.events());
    }
}
