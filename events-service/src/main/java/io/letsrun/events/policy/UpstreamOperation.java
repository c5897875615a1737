package io.letsrun.events.policy;

import java.util.Locale;

/** What can be asked of the upstream. Each has a breaker and a time limit of its own. */
enum UpstreamOperation {
    USER,
    EVENT,
    USERS,
    EVENTS,
    ADD;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** Returns its name in metrics. */
    String label() {
        return label;
    }
}
