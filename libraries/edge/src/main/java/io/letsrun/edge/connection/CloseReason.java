package io.letsrun.edge.connection;

import java.util.Locale;

/** Why the server closed a connection. */
enum CloseReason {
    /** It had no request for a while. */
    IDLE,
    /** It was idle, and a new connection needed the room. */
    GAVE_WAY,
    /** There was no room for it; its first request got 503. */
    REFUSED,
    /** A request's head took too long. */
    SLOW_HEAD,
    /** A request's body made too little progress. */
    SLOW_BODY,
    /** A body did not end after its request had been answered. */
    UNREAD_BODY,
    /** What arrived was no HTTP. */
    MALFORMED,
    /** Too many requests waited for their answers. */
    PIPELINED,
    /** The client does not read its answer. */
    SLOW_READER;

    String tag() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
