package io.letsrun.profile.history;

import io.letsrun.contracts.run.RunId;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The runs of one runner in storage. */
@Component
final class RunHistory {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int MILLIMETERS = 3;

    /** Months at and after the cursor's are pruned when the statement runs; each other one costs a look into its key. */
    private static final String NEWEST_FIRST = """
            SELECT run_id, client_run_id, version, time_zone, distance_mm, elapsed_s, moving_s,
                   elevation_gain_m, average_heart_rate_bpm, utc_offset_minutes
              FROM profile.run
             WHERE user_id = $1
               AND run_id < $2
               AND NOT deleted
             ORDER BY run_id DESC
             LIMIT $3
            """;

    private final DatabaseClient database;

    RunHistory(DatabaseClient database) {
        this.database = database;
    }

    Mono<RunPage.Found> page(UUID userId, RunCursor cursor, int limit) {
        return database.sql(NEWEST_FIRST)
                .bind(0, userId)
                .bind(1, cursor.before())
                .bind(2, limit + 1)
                .map(RunHistory::view)
                .all()
                .collectList()
                .map(runs -> RunPage.of(runs, limit))
                .timeout(PATIENCE);
    }

    /** Finds what is stored last of a run, a deletion included; empty when nothing of it has arrived. */
    Mono<StoredVersion> version(UUID userId, UUID runId) {
        return database.sql("SELECT version, deleted FROM profile.run WHERE user_id = $1 AND run_id = $2")
                .bindValues(List.of(userId, runId))
                .mapProperties(StoredVersion.class)
                .one()
                .timeout(PATIENCE);
    }

    private static RunView view(Readable row) {
        UUID runId = required(row.get("run_id", UUID.class));
        return new RunView(
                runId,
                row.get("client_run_id", String.class),
                required(row.get("version", Long.class)),
                startedAt(runId, row.get("utc_offset_minutes", Short.class)),
                row.get("time_zone", String.class),
                BigDecimal.valueOf(required(row.get("distance_mm", Long.class)), MILLIMETERS),
                required(row.get("elapsed_s", Integer.class)),
                row.get("moving_s", Integer.class),
                row.get("elevation_gain_m", Double.class),
                row.get("average_heart_rate_bpm", Double.class));
    }

    private static String startedAt(UUID runId, @Nullable Short offsetMinutes) {
        ZoneOffset offset = ZoneOffset.ofTotalSeconds(60 * (offsetMinutes == null ? 0 : offsetMinutes));
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                RunId.startedAt(runId).atOffset(offset));
    }

    private static <T> T required(@Nullable T value) {
        return Objects.requireNonNull(value);
    }

    /**
     * The version of a run that holds.
     *
     * @param version 1 to 2<sup>53</sup>
     * @param deleted whether that version is a deletion
     */
    record StoredVersion(long version, boolean deleted) {}
}
