package io.letsrun.events.upstream;

/** Why the upstream gave no answer that is of use. */
public enum MissingReason {
    /** It was asked, and did not answer in the time a call has. */
    TIMEOUT,
    /** The request's own time was over first. */
    DEADLINE,
    /** It refused, broke the connection, or could not be reached, and the retries that were allowed did not help. */
    FAILED,
    /** It answered with something that is not what it promises. */
    MALFORMED,
    /** It was not asked: the breaker is open. */
    OPEN,
    /** It was not asked: too many wait already. */
    BUSY
}
