package io.letsrun.gateway.run;

import io.letsrun.contracts.event.FieldRules;
import io.letsrun.contracts.run.RunId;
import io.letsrun.contracts.run.RunRecorded;
import io.letsrun.gateway.form.DroppedValue;
import io.letsrun.gateway.form.JsonFields;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Reads a run as a phone sends it. */
@Component
record RunForm(RunTimes times) {

    private static final Pattern CLIENT_RUN_ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
    private static final int MILLIMETERS = 3;
    private static final int MAX_ELAPSED_SECONDS = 604_800;
    private static final long MAX_MILLIMETERS_PER_SECOND = 12_500;

    /**
     * An accepted run.
     *
     * @param dropped the optional values that are left out
     */
    record Received(RunRecorded run, List<DroppedValue> dropped) {}

    /**
     * @param base the pointer of the run: empty for the body
     * @throws io.letsrun.edge.problem.Refused with all errors
     */
    Received read(JsonNode run, String base, UUID userId) {
        JsonFields fields = new JsonFields(run, base);
        String clientRunId = clientRunId(fields);
        Long version = fields.integer("version", fields.optional("version"), 1, FieldRules.MAX_SAFE_INTEGER);
        Rfc3339.DateTime startedAt = startedAt(fields);
        String timeZone = timeZone(fields);
        BigDecimal meters =
                fields.rounded("distanceMeters", fields.required("distanceMeters"), MILLIMETERS, 1, 1_000_000);
        BigDecimal elapsed =
                fields.rounded("elapsedSeconds", fields.required("elapsedSeconds"), 0, 1, MAX_ELAPSED_SECONDS);
        checkSpeed(fields, meters, elapsed);
        checkEnd(fields, startedAt, elapsed);
        Integer moving = moving(fields, elapsed);
        BigDecimal elevation = fields.roundedOrDropped(
                "elevationGainMeters", fields.optional("elevationGainMeters"), MILLIMETERS, 0, 20_000);
        BigDecimal heartRate = fields.roundedOrDropped(
                "averageHeartRateBpm", fields.optional("averageHeartRateBpm"), MILLIMETERS, 20, 250);
        fields.check();
        Instant start = JsonFields.present(startedAt).instant();
        RunRecorded recorded = new RunRecorded(
                userId,
                RunId.of(userId, JsonFields.present(clientRunId), start),
                JsonFields.present(clientRunId),
                version == null ? 1 : version,
                start,
                JsonFields.present(startedAt).offsetMinutes(),
                timeZone,
                JsonFields.present(meters).movePointRight(MILLIMETERS).longValueExact(),
                JsonFields.present(elapsed).intValueExact(),
                moving,
                elevation == null ? null : elevation.doubleValue(),
                heartRate == null ? null : heartRate.doubleValue());
        return new Received(recorded, fields.dropped());
    }

    private static @Nullable String clientRunId(JsonFields fields) {
        String id = fields.text("clientRunId", fields.required("clientRunId"));
        if (id != null && !CLIENT_RUN_ID.matcher(id).matches()) {
            fields.refuse("clientRunId", "malformed", "must be 1 to 64 of A-Z, a-z, 0-9, . _ : and -");
            return null;
        }
        return id;
    }

    private Rfc3339.@Nullable DateTime startedAt(JsonFields fields) {
        String text = fields.text("startedAt", fields.required("startedAt"));
        if (text == null) {
            return null;
        }
        Rfc3339.DateTime startedAt = Rfc3339.parse(text).orElse(null);
        if (startedAt == null) {
            fields.refuse("startedAt", "malformed", "must be an RFC 3339 date-time with an offset");
            return null;
        }
        if (!times.canHaveStarted(startedAt.instant())) {
            fields.refuse("startedAt", "out-of-range", RunTimes.RULE);
            return null;
        }
        return startedAt;
    }

    private static @Nullable String timeZone(JsonFields fields) {
        String text = fields.text("timeZone", fields.optional("timeZone"));
        if (text == null) {
            return null;
        }
        String zone = TimeZones.named(text).orElse(null);
        if (zone == null) {
            fields.drop("timeZone", "unknown-time-zone");
        }
        return zone;
    }

    private static void checkSpeed(JsonFields fields, @Nullable BigDecimal meters, @Nullable BigDecimal elapsed) {
        if (meters != null
                && elapsed != null
                && meters.movePointRight(MILLIMETERS).longValueExact()
                        > MAX_MILLIMETERS_PER_SECOND * elapsed.longValueExact()) {
            fields.refuse("distanceMeters", "too-fast", "must not be more than 12.5 m for each elapsed second");
        }
    }

    private void checkEnd(JsonFields fields, Rfc3339.@Nullable DateTime startedAt, @Nullable BigDecimal elapsed) {
        if (startedAt != null
                && elapsed != null
                && !times.canHaveEnded(startedAt.instant(), elapsed.longValueExact())) {
            fields.refuse("elapsedSeconds", "out-of-range", "must not end more than five minutes from now");
        }
    }

    /** Phones round both times separately, so a second more than the elapsed time is cut. */
    private static @Nullable Integer moving(JsonFields fields, @Nullable BigDecimal elapsed) {
        int longest = elapsed == null ? MAX_ELAPSED_SECONDS : elapsed.intValueExact();
        BigDecimal moving =
                fields.roundedOrDropped("movingSeconds", fields.optional("movingSeconds"), 0, 0, longest + 1L);
        return moving == null ? null : Math.min(moving.intValueExact(), longest);
    }
}
