package io.letsrun.events.upstream;

import java.util.Locale;

/** What can be asked of the upstream. Each has a breaker and a time limit of its own. */
public enum UpstreamOperation {
    USER,
    EVENT,
    USERS,
    EVENTS,
    ADD;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** Returns its name in metrics. */
    public String label() {
        return label;
    }
}
