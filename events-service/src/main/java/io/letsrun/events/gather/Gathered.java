package io.letsrun.events.gather;

import io.letsrun.events.cache.Lookup;
import io.letsrun.events.cache.Lookup.Missing;
import io.letsrun.events.upstream.MissingReason;
import io.letsrun.events.upstream.UpstreamEvent;
import io.letsrun.events.upstream.UpstreamUser;
import java.util.Map;

/**
 * What a request's time was enough for.
 *
 * @param user if missing, there are no events either
 * @param byId of the events that were wanted, those that arrived, each as a copy or as missing
 */
public record Gathered(Lookup<UpstreamUser> user, Map<String, Lookup<UpstreamEvent>> byId) {

    private static final Lookup<UpstreamEvent> LATE = new Missing<>(MissingReason.DEADLINE, null);

    /** Returns the event's copy, or why there is none: what has not arrived met the deadline. */
    public Lookup<UpstreamEvent> event(String id) {
        return byId.getOrDefault(id, LATE);
    }
}
