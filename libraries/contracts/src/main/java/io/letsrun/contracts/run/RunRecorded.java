package io.letsrun.contracts.run;

import static io.letsrun.contracts.event.FieldRules.length;
import static io.letsrun.contracts.event.FieldRules.range;
import static io.letsrun.contracts.event.FieldRules.required;
import static io.letsrun.contracts.event.FieldRules.requiredText;

import io.letsrun.contracts.bucket.UserId;
import io.letsrun.contracts.event.EventType;
import io.letsrun.contracts.event.FieldRules;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run took place, or is corrected, as its runner's phone says.
 *
 * @param userId the runner
 * @param runId derived by {@link RunId} from runner, {@code clientRunId} and {@code startedAt}
 * @param clientRunId the client's own id: 1 to 64 of {@code [A-Za-z0-9._:-]}
 * @param version 1 to 2<sup>53</sup>; the highest holds
 * @param startedAt UTC, in milliseconds
 * @param utcOffsetMinutes by how much the phone's local time was ahead of UTC at the start, -1,080 to 1,080 (18 hours); null
 *     when the phone did not know it, and in events from before it was kept
 * @param timeZone IANA time zone name of at most 64 characters, when the client told it
 * @param distanceMillimeters 1,000 to 1,000,000,000
 * @param elapsedSeconds 1 to 604,800 (a week)
 * @param movingSeconds 0 to {@code elapsedSeconds}
 * @param elevationGainMeters 0 to 20,000
 * @param averageHeartRateBpm beats a minute, 20 to 250
 */
public record RunRecorded(
        UUID userId,
        UUID runId,
        String clientRunId,
        long version,
        Instant startedAt,
        @Nullable Integer utcOffsetMinutes,
        @Nullable String timeZone,
        long distanceMillimeters,
        int elapsedSeconds,
        @Nullable Integer movingSeconds,
        @Nullable Double elevationGainMeters,
        @Nullable Double averageHeartRateBpm)
        implements RunEvent {

    public static final EventType<RunRecorded> TYPE = new EventType<>("letsrun.run-recorded.v1", RunRecorded.class);

    /** As far from UTC as {@link java.time.ZoneOffset} goes; no place on Earth is beyond 14 hours. */
    public static final int MAX_UTC_OFFSET_MINUTES = 18 * 60;

    /** @throws IllegalArgumentException when a component is missing or out of its range */
    public RunRecorded {
        UserId.check("userId", userId);
        required("runId", runId);
        requiredText("clientRunId", clientRunId, 1, 64);
        range("version", version, 1, FieldRules.MAX_SAFE_INTEGER);
        required("startedAt", startedAt);
        range("utcOffsetMinutes", utcOffsetMinutes, -MAX_UTC_OFFSET_MINUTES, MAX_UTC_OFFSET_MINUTES);
        length("timeZone", timeZone, 1, 64);
        range("distanceMillimeters", distanceMillimeters, 1_000, 1_000_000_000);
        range("elapsedSeconds", elapsedSeconds, 1, 604_800);
        range("movingSeconds", movingSeconds, 0, 604_800);
        range("elevationGainMeters", elevationGainMeters, 0, 20_000);
        range("averageHeartRateBpm", averageHeartRateBpm, 20, 250);
        // Storage takes -0.0 for 0.0, and RunEvent.PRECEDENCE must do so too.
        elevationGainMeters = elevationGainMeters == null ? null : Double.valueOf(elevationGainMeters + 0.0);
    }

    @Override
    public EventType<RunRecorded> type() {
        return TYPE;
    }
}
