package io.letsrun.contracts.delivery;

import static io.letsrun.contracts.event.FieldRules.required;

import io.letsrun.contracts.event.Event;
import io.letsrun.contracts.event.EventType;
import java.time.Instant;
import java.util.UUID;

/**
 * What became of a replayed dead letter. May be published more than once for one replay.
 *
 * @param replayId the {@link ReplayHeaders#ID} it was sent with
 * @param outcome {@link #APPLIED} or {@link #FAILED_AGAIN}
 * @param at when it was stored, or when the dead-letter topic had it, UTC
 */
public record ReplayResult(UUID replayId, String outcome, Instant at) implements Event {

    public static final EventType<ReplayResult> TYPE = new EventType<>("letsrun.replay-result.v1", ReplayResult.class);

    /** The handler has stored it. */
    public static final String APPLIED = "applied";

    /** It is in the dead-letter topic again, as a new letter. */
    public static final String FAILED_AGAIN = "failed-again";

    /** @throws IllegalArgumentException when a component is missing or the outcome is no such thing */
    public ReplayResult {
        required("replayId", replayId);
        required("outcome", outcome);
        if (!outcome.equals(APPLIED) && !outcome.equals(FAILED_AGAIN)) {
            throw new IllegalArgumentException("outcome is neither " + APPLIED + " nor " + FAILED_AGAIN);
        }
        required("at", at);
    }

    @Override
    public EventType<ReplayResult> type() {
        return TYPE;
    }

    @Override
    public String eventId() {
        return replayId + "." + outcome;
    }

    @Override
    public String partitionKey() {
        return replayId.toString();
    }
}
