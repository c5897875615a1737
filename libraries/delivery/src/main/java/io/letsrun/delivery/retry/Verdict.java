package io.letsrun.delivery.retry;

import io.letsrun.contracts.delivery.FailureReason;

/** What is to become of one record of a batch. */
public sealed interface Verdict {

    /** It is stored, and what followed from it is published. */
    record Stored() implements Verdict {}

    /** It may be stored later: it failed for a passing reason of its own, such as a deadlock. */
    record Retry(Throwable cause) implements Verdict {}

    /** It becomes a dead letter: no attempt will store it, or none is left. */
    record DeadLettered(FailureReason reason, Throwable cause) implements Verdict {}

    Verdict STORED = new Stored();

    default String outcome() {
        return switch (this) {
            case Stored stored -> "stored";
            case Retry retry -> "retry";
            case DeadLettered letter -> "dead-lettered";
        };
    }
}
