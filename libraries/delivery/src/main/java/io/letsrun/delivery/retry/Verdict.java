package io.letsrun.delivery.retry;

import io.letsrun.contracts.delivery.FailureReason;
import io.letsrun.contracts.delivery.ReplayResult;
import org.jspecify.annotations.Nullable;

/** What is to become of one record of a batch. */
public sealed interface Verdict {

    /** It is stored, and what followed from it is published. */
    record Stored() implements Verdict {}

    /** It may be stored later: it failed for a passing reason of its own, such as a deadlock. */
    record Retry(Throwable cause) implements Verdict {}

    /** It becomes a dead letter: no attempt will store it, or none is left. */
    record DeadLettered(FailureReason reason, Throwable cause) implements Verdict {}

    /** The server of its bucket is away: its partition waits, while others go on. */
    record Waiting(DependencyDown cause) implements Verdict {}

    Verdict STORED = new Stored();

    default String outcome() {
        return switch (this) {
            case Stored stored -> "stored";
            case Retry retry -> "retry";
            case DeadLettered letter -> "dead-lettered";
            case Waiting waiting -> "outage";
        };
    }

    /** Returns what whoever replayed the record hears; null as long as its fate is open. */
    default @Nullable String replayOutcome() {
        return switch (this) {
            case Stored stored -> ReplayResult.APPLIED;
            case Retry retry -> null;
            case Waiting waiting -> null;
            case DeadLettered letter -> ReplayResult.FAILED_AGAIN;
        };
    }
}
