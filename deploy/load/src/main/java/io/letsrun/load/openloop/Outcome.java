package io.letsrun.load.openloop;

/** What became of one attempt to send a request. */
enum Outcome {
    ACCEPTED,

    /** Answered, and not with what was asked for. */
    REFUSED,

    /** The connection was lost, or no answer came in time: the server may have done it all the same. */
    IN_DOUBT,

    /** No connection was free in time, or too many were waiting for one. */
    UNSENT
}
