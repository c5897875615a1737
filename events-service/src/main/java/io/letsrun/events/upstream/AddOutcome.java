package io.letsrun.events.upstream;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What became of a new event. */
public sealed interface AddOutcome {

    /** The upstream has it, once. */
    record Stored(UpstreamEvent event) implements AddOutcome {}

    /**
     * The upstream does not have it: it said so, or was never asked.
     *
     * @param retryAfter how long from now it makes no sense to ask again; null where nobody knows, never with {@link
     *     MissingReason#OPEN}
     */
    record Refused(MissingReason reason, @Nullable Duration retryAfter) implements AddOutcome {}

    /** The upstream refuses this very event, and will again. */
    record Invalid() implements AddOutcome {}

    /** The upstream may have it or not: the call was cut short after bytes were sent. */
    record InDoubt(MissingReason reason) implements AddOutcome {}
}
