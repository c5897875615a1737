package io.letsrun.profile.history;

import io.letsrun.contracts.bucket.Bucket;
import io.letsrun.contracts.run.RunId;
import io.letsrun.delivery.batch.BatchRows;
import io.letsrun.delivery.batch.BatchStatement;
import io.letsrun.delivery.batch.StorageProperties;
import io.letsrun.delivery.column.ColumnType;
import io.letsrun.profile.query.ReadDatabase;
import io.letsrun.profile.query.UserLoader;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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

    private static final int STATEMENTS = 2;
    private static final int MOST_PAGES = 50;

    /** Months at and after the cursor's are pruned when the statement runs; each other one costs a look into its key. */
    private static final String NEWEST_FIRST = """
            SELECT batch.position, coalesce(runner.revision, 0) + coalesce(totals.revision, 0) AS revision, run.*
              FROM {batch}
              LEFT JOIN LATERAL (
                       SELECT revision
                         FROM profile.runner AS kept
                        WHERE kept.bucket = batch.bucket AND kept.user_id = batch.user_id
                        LIMIT 1) AS runner ON true
              LEFT JOIN LATERAL (
                       SELECT revision
                         FROM profile.runner_totals AS kept
                        WHERE kept.bucket = batch.bucket AND kept.user_id = batch.user_id
                        LIMIT 1) AS totals ON true
              LEFT JOIN LATERAL (
                       SELECT run_id, client_run_id, version, time_zone, distance_mm, elapsed_s, moving_s,
                              elevation_gain_m, average_heart_rate_bpm, utc_offset_minutes
                         FROM profile.run AS kept
                        WHERE kept.bucket = batch.bucket
                          AND kept.user_id = batch.user_id
                          AND kept.run_id < batch.before
                          AND NOT kept.deleted
                        ORDER BY kept.run_id DESC
                        LIMIT batch.most) AS run ON true
             ORDER BY batch.position, run.run_id DESC
            """;

    private static final String ONE = """
            SELECT client_run_id, version, utc_offset_minutes, time_zone, distance_mm, elapsed_s, moving_s,
                   elevation_gain_m, average_heart_rate_bpm, deleted
              FROM profile.run
             WHERE bucket = $1 AND user_id = $2 AND run_id = $3
            """;

    private static final String VERSION =
            "SELECT version, deleted FROM profile.run WHERE bucket = $1 AND user_id = $2 AND run_id = $3";

    private static final BatchRows<Wanted> PAGES = BatchRows.ofUser(Wanted::userId)
            .with("before", ColumnType.UUID, Wanted::before)
            .with("most", ColumnType.INTEGER, page -> page.limit() + 1)
            .numbered();

    private final DatabaseClient database;
    private final BatchStatement<Wanted> newestFirst;
    private final UserLoader<Wanted, RunPage.Found> loader;

    RunHistory(ReadDatabase database, StorageProperties storage) {
        this.database = database.client();
        this.loader = new UserLoader<>(storage, Wanted::userId, STATEMENTS, MOST_PAGES, this::load);
        this.newestFirst = PAGES.in(NEWEST_FIRST, storage);
    }

    Mono<RunPage.Found> page(UUID userId, RunCursor cursor, int limit) {
        return loader.load(new Wanted(userId, cursor.before(), limit)).timeout(PATIENCE);
    }

    private Mono<Map<Wanted, RunPage.Found>> load(List<Wanted> pages) {
        return newestFirst
                .bound(database, pages)
                .map(Row::of)
                .all()
                .collectMultimap(Row::position)
                .map(rows -> found(pages, rows))
                .timeout(PATIENCE);
    }

    /** @param rows of each page, by its position from 1; each has one at least */
    private static Map<Wanted, RunPage.Found> found(List<Wanted> pages, Map<Long, Collection<Row>> rows) {
        Map<Wanted, RunPage.Found> found = HashMap.newHashMap(pages.size());
        rows.forEach((position, some) -> {
            Wanted page = pages.get(position.intValue() - 1);
            List<RunView> runs =
                    some.stream().flatMap(row -> row.run().stream()).toList();
            found.put(page, RunPage.of(some.iterator().next().revision(), runs, page.limit()));
        });
        return found;
    }

    /** Finds a run, or nothing inside where it is deleted; empty when nothing of it has arrived. */
    Mono<Optional<RunView>> run(UUID userId, UUID runId) {
        return database.sql(ONE)
                .bindValues(List.of(Bucket.ofUser(userId), userId, runId))
                .map(row -> required(row.get("deleted", Boolean.class))
                        ? Optional.<RunView>empty()
                        : Optional.of(view(runId, row)))
                .one()
                .timeout(PATIENCE);
    }

    /** Finds what is stored last of a run, a deletion included; empty when nothing of it has arrived. */
    Mono<StoredVersion> version(UUID userId, UUID runId) {
        return database.sql(VERSION)
                .bindValues(List.of(Bucket.ofUser(userId), userId, runId))
                .mapProperties(StoredVersion.class)
                .one()
                .timeout(PATIENCE);
    }

    private static RunView view(UUID runId, Readable row) {
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

    private record Wanted(UUID userId, UUID before, int limit) {}

    /**
     * A run on a page, or none on a page without any.
     *
     * @param position of the page, from 1
     */
    private record Row(long position, long revision, Optional<RunView> run) {

        static Row of(Readable row) {
            UUID runId = row.get("run_id", UUID.class);
            return new Row(
                    required(row.get("position", Long.class)),
                    required(row.get("revision", Long.class)),
                    runId == null ? Optional.empty() : Optional.of(view(runId, row)));
        }
    }

    /**
     * The version of a run that holds.
     *
     * @param version 1 to 2<sup>53</sup>
     * @param deleted whether that version is a deletion
     */
    record StoredVersion(long version, boolean deleted) {}
}
