package io.letsrun.profile.ledger;

import io.letsrun.delivery.batch.BatchRows;
import io.letsrun.delivery.batch.BatchStatement;
import io.letsrun.delivery.batch.StorageProperties;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Users whose signup was refused, and who therefore have no runs.
 *
 * <p>Their row of totals is where two transactions meet: the one that marks it and the one that stores a run both write
 * it. Whichever comes second sees what the first did, and removes the runs.
 */
@Component
final class RejectedRunners {

    /** In order of the keys, and before the mark: a batch that holds a run may still need the row of totals. */
    private static final String AWAIT_BATCHES = """
            SELECT count(*)
              FROM (SELECT
                      FROM {batch}
                      JOIN profile.run USING (bucket, user_id)
                     ORDER BY bucket, user_id, run_id
                       FOR UPDATE OF run) AS locked
            """;

    private static final String WITH_TOTALS = """
            SELECT user_id FROM {batch} JOIN profile.runner_totals USING (bucket, user_id) WHERE NOT rejected
            """;

    /** Returns those who had totals and were not marked yet. */
    private static final String MARK = """
            WITH marked AS (
                INSERT INTO profile.runner_totals AS totals
                       (bucket, user_id, runs, distance_mm, elapsed_s, rejected, updated_at)
                SELECT bucket, user_id, 0, 0, 0, true, now() FROM {batch} ORDER BY bucket, user_id
                ON CONFLICT (bucket, user_id) DO UPDATE
                   SET rejected = true,
                       updated_at = greatest(totals.updated_at, excluded.updated_at),
                       revision = totals.revision + 1
                 WHERE NOT totals.rejected
                RETURNING new.user_id, old.user_id IS NOT NULL AS had_totals
            )
            SELECT user_id FROM marked WHERE had_totals
            """;

    private static final String FORGET_RUNS = """
            WITH forgotten AS (
                DELETE FROM profile.run
                 USING {batch}
                 WHERE run.bucket = batch.bucket AND run.user_id = batch.user_id
            )
            UPDATE profile.runner_totals AS totals
               SET runs = 0, distance_mm = 0, elapsed_s = 0, revision = revision + 1
              FROM {batch}
             WHERE totals.bucket = batch.bucket AND totals.user_id = batch.user_id
            """;

    private static final BatchRows<UUID> USERS = BatchRows.ofUser(user -> user);

    private final DatabaseClient database;
    private final BatchStatement<UUID> awaitBatches;
    private final BatchStatement<UUID> withTotals;
    private final BatchStatement<UUID> mark;
    private final BatchStatement<UUID> forgetRuns;

    RejectedRunners(DatabaseClient database, StorageProperties storage) {
        this.database = database;
        this.awaitBatches = USERS.in(AWAIT_BATCHES, storage);
        this.withTotals = USERS.in(WITH_TOTALS, storage);
        this.mark = USERS.in(MARK, storage);
        this.forgetRuns = USERS.in(FORGET_RUNS, storage);
    }

    /** Marks the users and removes what they have, now and for ever; within the caller's transaction. */
    Mono<Void> reject(Collection<UUID> users) {
        if (users.isEmpty()) {
            return Mono.empty();
        }
        return select(withTotals, users)
                .flatMap(this::awaitBatches)
                .then(Mono.defer(() -> select(mark, users)))
                .flatMap(this::forgetRuns);
    }

    /** Removes the runs of users who are marked already; within the transaction that holds their totals. */
    Mono<Void> forgetRuns(Collection<UUID> users) {
        return execute(forgetRuns, users);
    }

    private Mono<Void> awaitBatches(Collection<UUID> users) {
        return execute(awaitBatches, users);
    }

    private Mono<Void> execute(BatchStatement<UUID> statement, Collection<UUID> users) {
        return users.isEmpty() ? Mono.empty() : statement.bound(database, users).then();
    }

    private Mono<List<UUID>> select(BatchStatement<UUID> statement, Collection<UUID> users) {
        return statement
                .bound(database, users)
                .map(row -> row.get(0, UUID.class))
                .all()
                .collectList();
    }
}
