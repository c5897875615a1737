package io.letsrun.gateway.http;

/** Which requests are served first when not all can be, most urgent first. */
public enum Urgency {
    /** A new runner, who may not come back. */
    SIGNUP,

    /** A run, which the phone sends again. */
    RUN,

    /** A read, which takes as long as a write. */
    READ,

    /** A request to events-service, which waits for a slow upstream. */
    EVENT
}
