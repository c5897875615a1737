package io.letsrun.events.gather;

import io.letsrun.events.cache.KnownUser;
import io.letsrun.events.cache.Lookup;
import io.letsrun.events.cache.Lookup.Copy;
import io.letsrun.events.upstream.MissingReason;
import io.letsrun.events.upstream.UpstreamEvent;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a request's time was enough for. */
public sealed interface Gathered {

    /** The upstream has no such user. */
    record NoSuchUser() implements Gathered {}

    /**
     * It is not known whether there is such a user.
     *
     * @param retryAfter null when nobody knows
     */
    record NoAnswer(MissingReason reason, @Nullable Duration retryAfter) implements Gathered {}

    /**
     * The user and the events that were wanted, each as a copy or as lost.
     *
     * @param user with a value
     */
    record Events(Copy<KnownUser> user, Map<String, Lookup<UpstreamEvent>> byId) implements Gathered {

        private static final Lookup<UpstreamEvent> LATE = new Lookup.Missing<>(MissingReason.DEADLINE, null);

        /** Returns the event's copy, or why there is none: what has not arrived met the deadline. */
        public Lookup<UpstreamEvent> event(String id) {
            return byId.getOrDefault(id, LATE);
        }
    }
}
