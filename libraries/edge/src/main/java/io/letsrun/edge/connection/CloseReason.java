package io.letsrun.edge.connection;

import java.util.Locale;

/** Why the server ended a connection by itself. */
enum CloseReason {
    /** No request for a while. */
    IDLE,
    /** It was idle, and a new connection needed the room. */
    GAVE_WAY,
    /** There was no room for it, and its first request was told so. */
    REFUSED,
    /** A request's head took too long. */
    SLOW_HEAD,
    /** A request's body made too little progress. */
    SLOW_BODY,
    /** A body was not sent to its end after its request had been answered. */
    UNREAD_BODY,
    /** What arrived after a head was no HTTP. */
    MALFORMED,
    /** Too many requests waited for their answers. */
    PIPELINED,
    /** The client does not read its answer. */
    SLOW_READER;

    String tag() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
