package io.letsrun.gateway.run;

import io.letsrun.contracts.event.Limits;
import io.letsrun.contracts.run.RunId;
import io.letsrun.contracts.run.RunRecorded;
import io.letsrun.gateway.form.Checked;
import io.letsrun.gateway.form.Fields;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads one run as a phone sends it. */
final class RunForm {

    private static final Pattern CLIENT_RUN_ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
    private static final Set<String> TIME_ZONES = ZoneId.getAvailableZoneIds();
    private static final int MAX_DECIMALS = 3;
    private static final int MAX_ELAPSED_SECONDS = 604_800;
    private static final long MAX_MILLIMETERS_PER_SECOND = 12_500;

    private final RunTimes times;

    RunForm(RunTimes times) {
        this.times = times;
    }

    /** @param base the pointer of the run itself: empty when it is the body */
    Checked<RunRecorded> read(JsonNode run, String base, UUID userId) {
        Fields fields = new Fields(run, base);
        String clientRunId = clientRunId(fields);
        Long version = fields.integer("version", fields.optional("version"), 1, Limits.MAX_SAFE_INTEGER);
        Instant startedAt = startedAt(fields);
        String timeZone = timeZone(fields);
        Long millimeters = millimeters(fields);
        Long elapsed = fields.integer("elapsedSeconds", fields.required("elapsedSeconds"), 1, MAX_ELAPSED_SECONDS);
        if (millimeters != null && elapsed != null && millimeters > MAX_MILLIMETERS_PER_SECOND * elapsed) {
            fields.refuse("distanceMeters", "too-fast", "must not be more than 12.5 m for each elapsed second");
        }
        Long moving = fields.integer(
                "movingSeconds", fields.optional("movingSeconds"), 0, elapsed == null ? MAX_ELAPSED_SECONDS : elapsed);
        BigDecimal elevation = fields.decimal("elevationGainMeters", fields.optional("elevationGainMeters"), 0, 20_000);
        BigDecimal heartRate = fields.decimal("averageHeartRateBpm", fields.optional("averageHeartRateBpm"), 20, 250);
        return fields.checked(() -> new RunRecorded(
                userId,
                RunId.of(userId, Fields.present(clientRunId), Fields.present(startedAt)),
                Fields.present(clientRunId),
                version == null ? 1 : version,
                Fields.present(startedAt),
                timeZone,
                Fields.present(millimeters),
                Fields.present(elapsed).intValue(),
                moving == null ? null : moving.intValue(),
                elevation == null ? null : elevation.doubleValue(),
                heartRate == null ? null : heartRate.doubleValue()));
    }

    private static @Nullable String clientRunId(Fields fields) {
        String id = fields.text("clientRunId", fields.required("clientRunId"));
        if (id != null && !CLIENT_RUN_ID.matcher(id).matches()) {
            fields.refuse("clientRunId", "malformed", "must be 1 to 64 of A-Z, a-z, 0-9, . _ : and -");
            return null;
        }
        return id;
    }

    private @Nullable Instant startedAt(Fields fields) {
        String text = fields.text("startedAt", fields.required("startedAt"));
        if (text == null) {
            return null;
        }
        Instant startedAt = Rfc3339.parse(text).orElse(null);
        if (startedAt == null) {
            fields.refuse("startedAt", "malformed", "must be an RFC 3339 date-time with an offset");
        } else if (!times.admit(startedAt)) {
            fields.refuse("startedAt", "out-of-range", RunTimes.RULE);
        }
        return startedAt;
    }

    private static @Nullable String timeZone(Fields fields) {
        String zone = fields.text("timeZone", fields.optional("timeZone"));
        if (zone != null && !TIME_ZONES.contains(zone)) {
            fields.refuse("timeZone", "malformed", "must be an IANA time zone name");
            return null;
        }
        return zone;
    }

    private static @Nullable Long millimeters(Fields fields) {
        BigDecimal meters = fields.decimal("distanceMeters", fields.required("distanceMeters"), 1, 1_000_000);
        if (meters == null) {
            return null;
        }
        if (meters.scale() > MAX_DECIMALS && meters.stripTrailingZeros().scale() > MAX_DECIMALS) {
            fields.refuse("distanceMeters", "too-precise", "must have at most 3 decimals");
            return null;
        }
        return meters.movePointRight(MAX_DECIMALS).longValueExact();
    }
}
