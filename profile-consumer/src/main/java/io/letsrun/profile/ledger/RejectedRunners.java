package io.letsrun.profile.ledger;

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
                      FROM profile.run
                     WHERE user_id = ANY ($1::uuid[])
                     ORDER BY user_id, run_id
                       FOR UPDATE) AS locked
            """;

    private static final String WITH_TOTALS = """
            SELECT user_id FROM profile.runner_totals WHERE user_id = ANY ($1::uuid[]) AND NOT rejected
            """;

    /** Returns those who had totals and were not marked yet. */
    private static final String MARK = """
            WITH marked AS (
                INSERT INTO profile.runner_totals AS totals (user_id, runs, distance_mm, elapsed_s, rejected, updated_at)
                SELECT user_id, 0, 0, 0, true, now() FROM unnest($1::uuid[]) AS batch(user_id) ORDER BY user_id
                ON CONFLICT (user_id) DO UPDATE
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
                DELETE FROM profile.run WHERE user_id = ANY ($1::uuid[])
            )
            UPDATE profile.runner_totals
               SET runs = 0, distance_mm = 0, elapsed_s = 0, revision = revision + 1
             WHERE user_id = ANY ($1::uuid[])
            """;

    private final DatabaseClient database;

    RejectedRunners(DatabaseClient database) {
        this.database = database;
    }

    /** Marks the users and removes what they have, now and for ever; within the caller's transaction. */
    Mono<Void> reject(Collection<UUID> users) {
        if (users.isEmpty()) {
            return Mono.empty();
        }
        return select(WITH_TOTALS, users)
                .flatMap(this::awaitBatches)
                .then(Mono.defer(() -> select(MARK, users)))
                .flatMap(this::forgetRuns);
    }

    /** Removes the runs of users who are marked already; within the transaction that holds their totals. */
    Mono<Void> forgetRuns(Collection<UUID> users) {
        return execute(FORGET_RUNS, users);
    }

    private Mono<Void> awaitBatches(Collection<UUID> users) {
        return execute(AWAIT_BATCHES, users);
    }

    private Mono<Void> execute(String statement, Collection<UUID> users) {
        return users.isEmpty()
                ? Mono.empty()
                : database.sql(statement).bind(0, users.toArray(UUID[]::new)).then();
    }

    private Mono<List<UUID>> select(String statement, Collection<UUID> users) {
        return database.sql(statement)
                .bind(0, users.toArray(UUID[]::new))
                .map(row -> row.get(0, UUID.class))
                .all()
                .collectList();
    }
}
