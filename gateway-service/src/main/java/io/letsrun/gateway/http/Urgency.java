package io.letsrun.gateway.http;

/** Who goes first when not all can be served, the first first. */
public enum Urgency {
    /** A new runner: whoever is sent away here may not come back. */
    SIGNUP,

    /** A run: the phone has it, and sends it again. */
    RUN,

    /** A read, which is answered as quickly as a write. */
    READ,

    /** What waits for events-service, which waits for somebody slow. */
    EVENT
}
