package io.letsrun.events.upstream;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long one call may take, without the wait for its turn; each 10 ms to 1 min.
 *
 * @param user 2 s by default
 * @param event 2 s by default
 * @param users 5 s by default: the answer is large
 * @param events 5 s by default
 * @param add 2 s by default
 */
record CallLimits(
        @DefaultValue("2s") Duration user,
        @DefaultValue("2s") Duration event,
        @DefaultValue("5s") Duration users,
        @DefaultValue("5s") Duration events,
        @DefaultValue("2s") Duration add) {

    /** @throws IllegalArgumentException when a value is out of its range */
    CallLimits {
        check("user", user);
        check("event", event);
        check("users", users);
        check("events", events);
        check("add", add);
    }

    Duration of(UpstreamOperation operation) {
        return switch (operation) {
            case USER -> user;
            case EVENT -> event;
            case USERS -> users;
            case EVENTS -> events;
            case ADD -> add;
        };
    }

    private static void check(String name, Duration limit) {
        if (limit.toMillis() < 10 || limit.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException(name + " must be 10 ms to 1 min: " + limit);
        }
    }
}
