package io.letsrun.events.upstream;

import java.util.Locale;

/** Why the upstream gave no answer of use. */
public enum MissingReason {
    /** It was asked, and did not answer within the time limit of a call. */
    TIMEOUT,
    /** The request's own time was over first. */
    DEADLINE,
    /** It refused, broke the connection, or could not be reached, and the retries that were allowed did not help. */
    FAILED,
    /** Its answer is not what it promises. */
    MALFORMED,
    /** It was not asked: the breaker is open. */
    OPEN,
    /** It was not asked: too many calls wait already. */
    BUSY;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** Returns the reason as answers and metrics name it. */
    public String label() {
        return label;
    }
}
