package io.letsrun.console.replay;

import io.letsrun.console.search.Condition;
import io.letsrun.contracts.delivery.ReplayResult;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every change of state of letters, of the items of replays (a letter in a replay) and of replays. Nothing else writes a state; the
 * triggers of the database only count.
 *
 * <pre>
 * letter   open ──claim──► sending ──sent──► sent ──verdict──► applied
 *           │ ▲               │               │                  ▲ a second verdict
 *           │ └─skip, putBack─┘               └──verdict──► failed-again
 *           └──discard──► discarded
 *
 * item     waiting ──claim──► sending ──sent──► sent ──verdict──► applied, failed-again
 *             ▲  │ letter      │  │
 *             │  ▼ not open    │  └──skip──► skipped
 *             │ skipped        │
 *             └────putBack─────┘
 *
 * replay   draft ──start──► canary ──prove──► running ──finish──► done
 *                   │          │ │               ▲ │
 *                   │          │ └──stop──► stopped│ resume
 *                   │          ▼                   ▼
 *                   │        paused ◄──pause── (canary, running)
 *                   └──► running, when there are no canaries;  all but done ──cancel──► cancelled
 * </pre>
 *
 * <p>A verdict finds the item in whatever state it is: consumers can be faster than the acknowledgement's way into this table. Of
 * two verdicts about a letter that was sent twice, {@code applied} holds. A replay is done when each of its letters has its end.
 *
 * <p>Every call is part of its caller's transaction. Whoever changes items holds the lock of their replay's row first, and letters
 * are locked in the order of their ids, before their causes: changes at once wait for each other, and do not deadlock.
 */
@Component
public final class Lifecycle {

    /** What a batch may weigh, so that large letters do not fill the memory; at least one letter goes whatever it weighs. */
    private static final int MAX_BATCH_BYTES = 16 * 1024 * 1024;

    /** Of {@code item} and {@code letter}: what a claimed letter is read from. */
    private static final String CLAIMED = """
            item.id, item.letter_id, item.state, item.edited_key, item.edited_value, item.edited_event_id,
            letter.topic, letter.partition, letter."offset", letter.record_time, letter.group_name, letter.key, letter.value,
            letter.headers::text AS headers, letter.replay_count, letter.event_id""";

    private final DatabaseClient database;

    Lifecycle(DatabaseClient database) {
        this.database = database;
    }

    // A replay, as its operators steer it.

    Mono<Void> draft(UUID replay, String createdBy, @Nullable String filter, int rate) {
        return update(database.sql("""
                        INSERT INTO dead_letters.replay (id, created_by, filter, rate, state)
                        VALUES ($1, $2, jsonb_strip_nulls($3::jsonb), $4, 'draft')
                        """)
                .bindValues(List.of(replay, createdBy, Parameters.in(R2dbcType.VARCHAR, filter), rate)));
    }

    /** Fixes the letters of a replay. Letters that fail or open later are not part of it. */
    Mono<Long> freeze(UUID replay, Function<Integer, Condition> selection) {
        Condition condition = selection.apply(2);
        return condition
                .bindTo(database.sql("""
                                INSERT INTO dead_letters.replay_item (replay_id, letter_id, state)
                                SELECT $1, letter.id, 'waiting'
                                  FROM dead_letters.letter
                                 WHERE letter.state = 'open'
                                   AND\s""" + condition.sql()).bind(0, replay))
                .fetch()
                .rowsUpdated();
    }

    /** Adds a letter with another payload. A rival who claims the letter first makes it a skipped item, as in any replay. */
    public Mono<Void> addEdited(UUID replay, long letter, byte[] key, byte[] value, String eventId) {
        return update(database.sql("""
                        INSERT INTO dead_letters.replay_item
                               (replay_id, letter_id, state, edited_key, edited_value, edited_event_id)
                        VALUES ($1, $2, 'waiting', $3, $4, $5)
                        """).bindValues(List.of(replay, letter, key, value, eventId)));
    }

    /**
     * Ends the drafting: the replay has so many letters, and if they are more than the canaries, these are chosen.
     *
     * @param canaries the most that go first
     */
    public Mono<Void> drafted(UUID replay, long letters, int canaries) {
        boolean some = letters > canaries;
        return update(database.sql("UPDATE dead_letters.replay SET expected = $2, canaries = $3 WHERE id = $1")
                        .bindValues(List.of(replay, letters, some ? canaries : 0)))
                .then(some ? chooseCanaries(replay, canaries) : Mono.empty());
    }

    /** One of each cause, of the largest cause first; then a second one of each, and so on. */
    public Mono<Void> chooseCanaries(UUID replay, int canaries) {
        return update(database.sql("""
                        UPDATE dead_letters.replay_item
                           SET canary = true
                         WHERE id IN (
                               SELECT id
                                 FROM (SELECT item.id, item.letter_id,
                                              row_number() OVER (PARTITION BY letter.fingerprint ORDER BY item.letter_id) AS nth,
                                              count(*) OVER (PARTITION BY letter.fingerprint) AS letters
                                         FROM dead_letters.replay_item AS item
                                         JOIN dead_letters.letter ON letter.id = item.letter_id
                                        WHERE item.replay_id = $1
                                          AND item.state = 'waiting') AS candidate
                                ORDER BY nth, letters DESC, letter_id
                                LIMIT $2)
                        """).bindValues(List.of(replay, canaries)));
    }

    public Mono<Void> start(UUID replay) {
        return ofReplay(replay, """
                state = CASE WHEN canaries > 0 THEN 'canary' ELSE 'running' END, started_at = now()""");
    }

    /**
     * A replay that stopped itself goes on without the canaries' proof; one that was paused takes up where it was. What waits when
     * it is cancelled stays as it is, and its letters open; what is under way ends as sent, or is put back.
     */
    Mono<Void> steer(UUID replay, Steering steering) {
        return ofReplay(
                replay,
                switch (steering) {
                    case PAUSE -> "state = 'paused', trouble = NULL";
                    case RESUME -> """
                    state = CASE WHEN canaries = 0 OR proven OR state = 'stopped' THEN 'running' ELSE 'canary' END,
                    proven = proven OR state = 'stopped',
                    reason = NULL""";
                    case CANCEL -> "state = 'cancelled', trouble = NULL, ended_at = now()";
                });
    }

    // A replay, as its canaries and its letters steer it.

    /** All canaries were applied: the others follow. */
    public Mono<Void> prove(UUID replay) {
        return ofReplay(replay, "state = 'running', proven = true, trouble = NULL");
    }

    /** A canary failed again. */
    public Mono<Void> stop(UUID replay, String reason) {
        return update(database.sql(
                        "UPDATE dead_letters.replay SET state = 'stopped', reason = $2, trouble = NULL WHERE id = $1")
                .bindValues(List.of(replay, reason)));
    }

    /** Tells what keeps the replay from going on; null when it goes on. */
    public Mono<Void> trouble(UUID replay, @Nullable String trouble) {
        return update(database.sql(
                        "UPDATE dead_letters.replay SET trouble = $2 WHERE id = $1 AND trouble IS DISTINCT FROM $2")
                .bindValues(List.of(replay, Parameters.in(R2dbcType.VARCHAR, trouble))));
    }

    /** Ends those replays each of whose letters has its end; of skipped ones it says why. */
    private Mono<Void> finish(Collection<UUID> replays) {
        return update(database.sql("""
                        UPDATE dead_letters.replay
                           SET state = 'done', trouble = NULL, ended_at = now(),
                               reason = (SELECT string_agg(letters || ' skipped: ' || detail, '; ' ORDER BY letters DESC, detail)
                                           FROM (SELECT count(*) AS letters, detail
                                                   FROM dead_letters.replay_item
                                                  WHERE replay_id = replay.id
                                                    AND replay.skipped > 0
                                                    AND state = 'skipped'
                                                  GROUP BY detail
                                                  ORDER BY letters DESC, detail
                                                  LIMIT 3) AS kind)
                         WHERE id = ANY($1)
                           AND state IN ('canary', 'running', 'paused', 'stopped')
                           AND applied + failed + skipped = expected
                        """).bind(0, replays.toArray(UUID[]::new)));
    }

    /** Keeps others from changing the replay and its items while the transaction lasts. */
    public Mono<Void> lock(UUID replay) {
        return database.sql("SELECT id FROM dead_letters.replay WHERE id = $1 FOR UPDATE")
                .bind(0, replay)
                .fetch()
                .one()
                .then();
    }

    // Letters, with their items.

    /** Claims the next letters after one, in the order of their ids; who is not open any more is skipped. */
    public <T> Mono<List<T>> claim(UUID replay, long after, int limit, Class<T> row) {
        return claim(replay, "letter_id > " + after, limit, row);
    }

    public <T> Mono<List<T>> claimCanaries(UUID replay, int limit, Class<T> row) {
        return claim(replay, "canary", limit, row);
    }

    private <T> Mono<List<T>> claim(UUID replay, String which, int limit, Class<T> row) {
        return database.sql("""
                        WITH candidate AS (
                            SELECT id, letter_id
                              FROM dead_letters.replay_item
                             WHERE replay_id = $1
                               AND %s
                               AND state = 'waiting'
                             ORDER BY letter_id
                             LIMIT $2
                        ), next AS (
                            SELECT id, letter_id
                              FROM (SELECT candidate.id, candidate.letter_id,
                                           coalesce(octet_length(letter.value), 0) AS bytes,
                                           sum(coalesce(octet_length(letter.value), 0)) OVER (ORDER BY candidate.letter_id) AS total
                                      FROM candidate
                                      JOIN dead_letters.letter ON letter.id = candidate.letter_id) AS weighed
                             WHERE total - bytes < $3
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
                        SELECT %s
                          FROM item
                          JOIN dead_letters.letter ON letter.id = item.letter_id
                         ORDER BY item.letter_id
                        """.formatted(which, CLAIMED))
                .bindValues(List.of(replay, limit, MAX_BATCH_BYTES))
                .mapProperties(row)
                .all()
                .collectList()
                .delayUntil(batch -> batch.isEmpty() ? Mono.empty() : finish(List.of(replay)));
    }

    /** No letter up to this one waits. */
    public Mono<Void> moveOn(UUID replay, long upTo) {
        return update(
                database.sql("UPDATE dead_letters.replay SET claimed_up_to = greatest(claimed_up_to, $2) WHERE id = $1")
                        .bindValues(List.of(replay, upTo)));
    }

    /** Finds letters that were claimed and not acknowledged, as after a crash; they are sent again under the same id. */
    public <T> Mono<List<T>> claimed(UUID replay, int limit, Class<T> row) {
        return database.sql("""
                        SELECT %s
                          FROM (SELECT *
                                  FROM dead_letters.replay_item
                                 WHERE replay_id = $1
                                   AND state = 'sending'
                                 ORDER BY letter_id DESC
                                 LIMIT $2) AS item
                          JOIN dead_letters.letter ON letter.id = item.letter_id
                         ORDER BY item.letter_id
                        """.formatted(CLAIMED))
                .bindValues(List.of(replay, limit))
                .mapProperties(row)
                .all()
                .collectList();
    }

    /** The broker has them. */
    public Mono<Void> sent(Collection<UUID> items) {
        return items.isEmpty() ? Mono.empty() : update(database.sql("""
                                WITH item AS (
                                    UPDATE dead_letters.replay_item
                                       SET state = 'sent', sent_at = now()
                                     WHERE id = ANY($1)
                                       AND state = 'sending'
                                    RETURNING letter_id
                                )
                                UPDATE dead_letters.letter
                                   SET state = 'sent', state_at = now()
                                  FROM item
                                 WHERE letter.id = item.letter_id
                                   AND letter.state = 'sending'
                                """).bind(0, items.toArray(UUID[]::new)));
    }

    /** They can never be sent, each for a reason of its own; their letters are open again. */
    public Mono<Void> skip(UUID replay, Map<UUID, String> reasons) {
        if (reasons.isEmpty()) {
            return Mono.empty();
        }
        return update(database.sql("""
                        WITH refused AS (
                            SELECT * FROM unnest($1::uuid[], $2::text[]) AS refused(id, detail)
                        ), item AS (
                            UPDATE dead_letters.replay_item AS item
                               SET state = 'skipped', ended_at = now(), detail = refused.detail
                              FROM refused
                             WHERE item.id = refused.id
                               AND item.state = 'sending'
                            RETURNING item.letter_id
                        )
                        UPDATE dead_letters.letter
                           SET state = 'open', state_at = now()
                          FROM item
                         WHERE letter.id = item.letter_id
                           AND letter.state = 'sending'
                        """)
                        .bind(0, reasons.keySet().toArray(UUID[]::new))
                        .bind(1, reasons.values().toArray(String[]::new)))
                .then(finish(List.of(replay)));
    }

    /** Opens the letters whose sending a cancelled replay did not see through. Should the broker have one, its verdict finds it. */
    public Mono<Void> putBack(UUID replay) {
        return update(database.sql("""
                        WITH item AS (
                            UPDATE dead_letters.replay_item
                               SET state = 'waiting'
                             WHERE replay_id = $1
                               AND state = 'sending'
                            RETURNING letter_id
                        )
                        UPDATE dead_letters.letter
                           SET state = 'open', state_at = now()
                          FROM item
                         WHERE letter.id = item.letter_id
                           AND letter.state = 'sending'
                        """).bind(0, replay));
    }

    /**
     * Their consumers have said what became of them: {@code applied} or {@code failed-again}.
     *
     * @param results of each item one
     */
    public Mono<Void> verdicts(Collection<ReplayResult> results) {
        UUID[] items = results.stream().map(ReplayResult::replayId).toArray(UUID[]::new);
        return database.sql("""
                        SELECT id
                          FROM dead_letters.replay
                         WHERE id IN (SELECT replay_id FROM dead_letters.replay_item WHERE id = ANY($1))
                         ORDER BY id
                           FOR UPDATE
                        """)
                .bind(0, items)
                .mapValue(UUID.class)
                .all()
                .collectList()
                .flatMap(replays -> verdictsOfLocked(results).then(finish(replays)));
    }

    /** Of two replays of one letter in the same batch, {@code min} takes the one that was applied. */
    private Mono<Void> verdictsOfLocked(Collection<ReplayResult> results) {
        return update(database.sql("""
                        WITH result AS (
                            SELECT "replayId" AS id, outcome, at
                              FROM json_to_recordset($1::json) AS result("replayId" uuid, outcome text, at timestamptz)
                        ), item AS (
                            UPDATE dead_letters.replay_item AS item
                               SET state = result.outcome, ended_at = result.at, sent_at = coalesce(item.sent_at, result.at)
                              FROM result
                             WHERE item.id = result.id
                               AND (item.state IN ('waiting', 'sending', 'sent')
                                    OR item.state = 'failed-again' AND result.outcome = 'applied')
                            RETURNING item.letter_id, item.state
                        ), verdict AS (
                            SELECT letter_id, min(state) AS state FROM item GROUP BY letter_id
                        )
                        UPDATE dead_letters.letter
                           SET state = verdict.state, state_at = now()
                          FROM verdict
                         WHERE letter.id = verdict.letter_id
                           AND (letter.state IN ('open', 'sending', 'sent')
                                OR letter.state = 'failed-again' AND verdict.state = 'applied')
                        """).bind(0, JsonMapper.shared().writeValueAsString(results)));
    }

    /**
     * They will not be replayed.
     *
     * @param upTo only letters up to this one
     */
    public Mono<Long> discard(Function<Integer, Condition> selection, long upTo) {
        Condition condition = selection.apply(2);
        return condition
                .bindTo(database.sql("""
                                UPDATE dead_letters.letter
                                   SET state = 'discarded', state_at = now()
                                 WHERE state = 'open'
                                   AND id IN (SELECT letter.id
                                                FROM dead_letters.letter AS letter
                                               WHERE letter.state = 'open'
                                                 AND letter.id <= $1
                                                 AND %s
                                               ORDER BY letter.id
                                                 FOR UPDATE)
                                """.formatted(condition.sql())).bind(0, upTo))
                .fetch()
                .rowsUpdated();
    }

    private Mono<Void> ofReplay(UUID replay, String change) {
        return update(database.sql("UPDATE dead_letters.replay SET " + change + " WHERE id = $1")
                .bind(0, replay));
    }

    private static Mono<Void> update(DatabaseClient.GenericExecuteSpec statement) {
        return statement.fetch().rowsUpdated().then();
    }
}
