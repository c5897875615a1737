package io.letsrun.events.upstream;

/** What can be asked of the upstream. Each has a breaker and a time limit of its own. */
enum UpstreamOperation {
    USER("user"),
    EVENT("event"),
    USERS("users"),
    EVENTS("events"),
    ADD("add");

    private final String key;

    UpstreamOperation(String key) {
        this.key = key;
    }

    /** As metrics name it. */
    String key() {
        return key;
    }
}
