package io.letsrun.events.cache;

import java.util.Locale;

/** What copies are kept of. */
enum CachedKind {
    USER,
    EVENT,
    USERS,
    EVENTS;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** Returns its name in metrics. */
    String label() {
        return label;
    }

    /** Returns where Redis keeps the copy; the version is the format's. */
    String key(String id) {
        return "letsrun:events:2:" + label + ':' + id;
    }
}
