package io.letsrun.console.sending;

import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes letters for sending. Every call is part of its caller's transaction, which holds the lock of the replay's row.
 *
 * <p>A letter is claimed by its state: who finds it open makes it {@code sending}. Another replay that has it too finds it
 * taken, and skips it.
 */
@Component
final class Claims {

    /** What a batch may weigh, so that large letters do not fill the memory; at least one letter goes whatever it weighs. */
    private static final int MAX_BYTES = 16 * 1024 * 1024;

    private static final String CANDIDATES = """
            WITH candidate AS (
                SELECT id, letter_id
                  FROM dead_letters.replay_item
                 WHERE replay_id = $1
                   AND letter_id > $2
                   AND state = 'waiting'
                 ORDER BY letter_id
                 LIMIT $3
            ), """;

    private static final String CANARIES = """
            WITH candidate AS (
                SELECT id, letter_id
                  FROM dead_letters.replay_item
                 WHERE replay_id = $1
                   AND $2::bigint IS NOT NULL
                   AND canary
                   AND state = 'waiting'
                 ORDER BY letter_id
                 LIMIT $3
            ), """;

    /** Letters are locked in the order of their ids, before their causes: replays and discards at once wait, and don't deadlock. */
    private static final String CLAIM = """
            next AS (
                SELECT id, letter_id
                  FROM (SELECT candidate.id, candidate.letter_id,
                               coalesce(octet_length(letter.value), 0) AS bytes,
                               sum(coalesce(octet_length(letter.value), 0)) OVER (ORDER BY candidate.letter_id) AS total
                          FROM candidate
                          JOIN dead_letters.letter ON letter.id = candidate.letter_id) AS weighed
                 WHERE total - bytes < $4
            ), open AS MATERIALIZED (
                SELECT id
                  FROM dead_letters.letter
                 WHERE id IN (SELECT letter_id FROM next)
                   AND state = 'open'
                 ORDER BY id
                   FOR UPDATE
            ), claimed AS (
                UPDATE dead_letters.letter
                   SET state = 'sending', state_at = now()
                 WHERE id IN (SELECT id FROM open)
                   AND state = 'open'
                RETURNING id
            ), item AS (
                UPDATE dead_letters.replay_item AS item
                   SET state = CASE WHEN claimed.id IS NULL THEN 'skipped' ELSE 'sending' END,
                       ended_at = CASE WHEN claimed.id IS NULL THEN now() END,
                       detail = CASE WHEN claimed.id IS NULL THEN 'it was not open any more' END
                  FROM next
                  LEFT JOIN claimed ON claimed.id = next.letter_id
                 WHERE item.id = next.id
                RETURNING item.*
            )
            SELECT\s""" + ClaimedColumns.LIST + """

              FROM item
              JOIN dead_letters.letter ON letter.id = item.letter_id
             ORDER BY item.letter_id
            """;

    /** Whatever is being sent when nobody sends was left by a crash, or not acknowledged. The replay knows how many there are. */
    private static final String LEFT = """
            SELECT\s""" + ClaimedColumns.LIST + """

              FROM (SELECT *
                      FROM dead_letters.replay_item
                     WHERE replay_id = $1
                       AND state = 'sending'
                     ORDER BY letter_id DESC
                     LIMIT $2) AS item
              JOIN dead_letters.letter ON letter.id = item.letter_id
             ORDER BY item.letter_id
            """;

    private static final String MOVE_ON =
            "UPDATE dead_letters.replay SET claimed_up_to = greatest(claimed_up_to, $2) WHERE id = $1";

    private final DatabaseClient database;

    Claims(DatabaseClient database) {
        this.database = database;
    }

    /** Claims the next letters after one, in the order of their ids. */
    Mono<Batch> next(UUID replay, long after, int limit) {
        return batch(database.sql(CANDIDATES + CLAIM)
                        .bind(0, replay)
                        .bind(1, after)
                        .bind(2, limit)
                        .bind(3, MAX_BYTES))
                .flatMap(batch -> batch.isEmpty()
                        ? Mono.just(batch)
                        : moveOn(replay, batch.last()).thenReturn(batch));
    }

    Mono<Batch> canaries(UUID replay, int limit) {
        return batch(database.sql(CANARIES + CLAIM)
                .bind(0, replay)
                .bind(1, 0L)
                .bind(2, limit)
                .bind(3, MAX_BYTES));
    }

    /** Finds letters that were claimed and not acknowledged; they are sent again under the same id. */
    Mono<Batch> left(UUID replay, int limit) {
        return batch(database.sql(LEFT).bind(0, replay).bind(1, limit));
    }

    private static Mono<Batch> batch(DatabaseClient.GenericExecuteSpec query) {
        Flux<ClaimedColumns.Row> rows = query.map(ClaimedColumns::row).all();
        return rows.collectList().map(Batch::new);
    }

    private Mono<Void> moveOn(UUID replay, long upTo) {
        return database.sql(MOVE_ON)
                .bind(0, replay)
                .bind(1, upTo)
                .fetch()
                .rowsUpdated()
                .then();
    }

    /** What was looked at: letters that are ours, and some that were not open any more. */
    record Batch(List<ClaimedColumns.Row> rows) {

        boolean isEmpty() {
            return rows.isEmpty();
        }

        long last() {
            return rows.getLast().letter();
        }

        List<Claimed> claimed() {
            return rows.stream().flatMap(row -> row.claimed().stream()).toList();
        }
    }
}
