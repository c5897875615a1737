package io.letsrun.profile.ledger;

import io.letsrun.contracts.run.RunDeleted;
import io.letsrun.contracts.run.RunEvent;
import io.letsrun.contracts.run.RunRecorded;
import io.letsrun.delivery.batch.BatchHandler;
import io.letsrun.delivery.batch.BatchStatement;
import io.letsrun.delivery.batch.PostgresText;
import io.letsrun.delivery.batch.StorageProperties;
import io.letsrun.delivery.tracing.Statement;
import io.letsrun.edge.cache.AnswerInvalidation;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Stores runs and keeps their runners' totals exact.
 *
 * <p>One statement does both: what it changed in the ledger, the difference of each row's new and old version, is what it
 * adds to the totals. An event that changes nothing, being a repetition or out of date, therefore adds nothing.
 *
 * <p>Rows are written in the order of their keys, so that batches which share runners wait for each other and don't deadlock.
 */
@Component
final class RunLedger implements BatchHandler<RunEvent> {

    /** The last condition is {@link RunEvent#PRECEDENCE} in SQL: an absent value is less than any other. */
    private static final String STORE = """
            WITH changed AS (
                INSERT INTO profile.run AS run (bucket, user_id, run_id, version, distance_mm, elevation_gain_m,
                        average_heart_rate_bpm, elapsed_s, moving_s, deleted, client_run_id, time_zone, utc_offset_minutes)
                SELECT bucket, user_id, run_id, version, distance_mm, elevation_gain_m,
                       average_heart_rate_bpm, elapsed_s, moving_s, deleted, client_run_id, time_zone, utc_offset_minutes
                  FROM {batch}
                 ORDER BY bucket, user_id, run_id
                ON CONFLICT (bucket, user_id, run_id) DO UPDATE
                   SET version = excluded.version,
                       distance_mm = excluded.distance_mm,
                       elevation_gain_m = excluded.elevation_gain_m,
                       average_heart_rate_bpm = excluded.average_heart_rate_bpm,
                       elapsed_s = excluded.elapsed_s,
                       moving_s = excluded.moving_s,
                       deleted = excluded.deleted,
                       client_run_id = excluded.client_run_id,
                       time_zone = excluded.time_zone,
                       utc_offset_minutes = excluded.utc_offset_minutes
                 WHERE (excluded.version, excluded.deleted, excluded.distance_mm, excluded.elapsed_s,
                        coalesce(excluded.moving_s, -1), coalesce(excluded.elevation_gain_m, -1),
                        coalesce(excluded.average_heart_rate_bpm, -1), coalesce(excluded.utc_offset_minutes, -2000),
                        coalesce(excluded.time_zone, '') COLLATE "C", coalesce(excluded.client_run_id, '') COLLATE "C")
                     > (run.version, run.deleted, run.distance_mm, run.elapsed_s,
                        coalesce(run.moving_s, -1), coalesce(run.elevation_gain_m, -1),
                        coalesce(run.average_heart_rate_bpm, -1), coalesce(run.utc_offset_minutes, -2000),
                        coalesce(run.time_zone, '') COLLATE "C", coalesce(run.client_run_id, '') COLLATE "C")
                RETURNING new.bucket, new.user_id,
                          (NOT new.deleted)::integer - coalesce((NOT old.deleted)::integer, 0) AS runs,
                          new.distance_mm - coalesce(old.distance_mm, 0) AS distance_mm,
                          new.elapsed_s - coalesce(old.elapsed_s, 0) AS elapsed_s
            ), delta AS (
                SELECT bucket, user_id, sum(runs) AS runs, sum(distance_mm) AS distance_mm, sum(elapsed_s) AS elapsed_s
                  FROM changed
                 GROUP BY bucket, user_id
            ), totals AS (
                INSERT INTO profile.runner_totals AS totals (bucket, user_id, runs, distance_mm, elapsed_s, updated_at)
                SELECT bucket, user_id, runs, distance_mm, elapsed_s, now()
                  FROM delta
                 ORDER BY bucket, user_id
                ON CONFLICT (bucket, user_id) DO UPDATE
                   SET runs = totals.runs + excluded.runs,
                       distance_mm = totals.distance_mm + excluded.distance_mm,
                       elapsed_s = totals.elapsed_s + excluded.elapsed_s,
                       updated_at = greatest(totals.updated_at, excluded.updated_at),
                       revision = totals.revision + 1
                RETURNING user_id, rejected
            )
            SELECT user_id FROM totals WHERE rejected
            """;

    private final DatabaseClient database;
    private final BatchStatement<RunEvent> store;
    private final TransactionalOperator transactions;
    private final Months months;
    private final RejectedRunners rejectedRunners;
    private final AnswerInvalidation cachedAnswers;

    RunLedger(
            DatabaseClient database,
            TransactionalOperator transactions,
            Months months,
            RejectedRunners rejectedRunners,
            AnswerInvalidation cachedAnswers,
            StorageProperties storage) {
        this.database = database;
        this.store = RunBatch.ROWS.in(STORE, storage);
        this.transactions = transactions;
        this.months = months;
        this.rejectedRunners = rejectedRunners;
        this.cachedAnswers = cachedAnswers;
    }

    @Override
    public Mono<Void> store(List<RunEvent> events) {
        RunBatch batch = RunBatch.of(events);
        return months.open(batch.runs().stream().map(RunEvent::runId).toList())
                .then(Statement.traced("INSERT", "profile.run", store(batch)))
                .then(Mono.defer(() -> cachedAnswers.invalidate(batch.users())));
    }

    @Override
    public @Nullable String brokenRule(RunEvent event) {
        return switch (event) {
            case RunRecorded recorded -> PostgresText.brokenRule(recorded.clientRunId(), recorded.timeZone());
            case RunDeleted deleted -> null;
        };
    }

    private Mono<Void> store(RunBatch batch) {
        return store.bound(database, batch.runs())
                .map(row -> row.get(0, UUID.class))
                .all()
                .collectList()
                .flatMap(rejectedRunners::forgetRuns)
                .as(transactions::transactional);
    }
}
