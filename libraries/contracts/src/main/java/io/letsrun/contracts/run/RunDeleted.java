package io.letsrun.contracts.run;

import static io.letsrun.contracts.event.FieldRules.range;
import static io.letsrun.contracts.event.FieldRules.required;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.letsrun.contracts.bucket.UserId;
import io.letsrun.contracts.event.EventType;
import io.letsrun.contracts.event.FieldRules;
import java.util.UUID;

/**
 * A tombstone: the run and every version of it up to this one count no more.
 *
 * @param userId the runner
 * @param runId the run to forget, which may not have arrived yet
 * @param version 1 to 2<sup>53</sup>; a higher version brings the run back
 */
public record RunDeleted(UUID userId, UUID runId, long version) implements RunEvent {

    public static final EventType<RunDeleted> TYPE = new EventType<>("letsrun.run-deleted.v1", RunDeleted.class);

    /** @throws IllegalArgumentException when a component is missing or out of its range */
    public RunDeleted {
        UserId.check("userId", userId);
        required("runId", runId);
        range("version", version, 1, FieldRules.MAX_SAFE_INTEGER);
    }

    @Override
    @JsonIgnore
    public long distanceMillimeters() {
        return 0;
    }

    @Override
    @JsonIgnore
    public int elapsedSeconds() {
        return 0;
    }

    @Override
    public EventType<RunDeleted> type() {
        return TYPE;
    }
}
