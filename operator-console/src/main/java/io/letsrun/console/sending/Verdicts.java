package io.letsrun.console.sending;

import io.letsrun.contracts.delivery.ReplayResult;
import io.letsrun.delivery.batch.BatchHandler;
import io.letsrun.delivery.tracing.Statement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Takes in what became of replayed letters.
 *
 * <p>A result may come before the sending was recorded, several times, or for a replay nobody here knows. A letter whose
 * acknowledgement was lost is sent twice and may have two different ones: then it is applied, in whatever order they come.
 */
@Component
final class Verdicts implements BatchHandler<ReplayResult> {

    private static final String LOCK = """
            SELECT id
              FROM dead_letters.replay
             WHERE id IN (SELECT replay_id FROM dead_letters.replay_item WHERE id = ANY($1))
             ORDER BY id
               FOR UPDATE
            """;

    /** Of two replays of one letter in the same batch, {@code min} takes the one that was applied. */
    private static final String STORE = """
            WITH result AS (
                SELECT * FROM unnest($1::uuid[], $2::text[], $3::timestamptz[]) AS result(id, outcome, at)
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
            """;

    private final DatabaseClient database;
    private final TransactionalOperator transactions;

    Verdicts(DatabaseClient database, TransactionalOperator transactions) {
        this.database = database;
        this.transactions = transactions;
    }

    @Override
    public Mono<Void> store(List<ReplayResult> results) {
        Map<UUID, ReplayResult> verdicts = new TreeMap<>();
        results.forEach(result -> verdicts.merge(result.replayId(), result, Verdicts::preferred));
        UUID[] ids = verdicts.keySet().toArray(UUID[]::new);
        Mono<Void> both = database.sql(LOCK)
                .bind(0, ids)
                .fetch()
                .all()
                .then(store(ids, verdicts.values()))
                .as(transactions::transactional);
        return Statement.traced("UPDATE", "dead_letters.replay_item", both);
    }

    private Mono<Void> store(UUID[] ids, Collection<ReplayResult> verdicts) {
        return database.sql(STORE)
                .bind(0, ids)
                .bind(1, column(verdicts, ReplayResult::outcome, String[]::new))
                .bind(2, column(verdicts, verdict -> verdict.at().atOffset(ZoneOffset.UTC), OffsetDateTime[]::new))
                .fetch()
                .rowsUpdated()
                .then();
    }

    private static ReplayResult preferred(ReplayResult one, ReplayResult other) {
        return one.outcome().equals(ReplayResult.APPLIED) ? one : other;
    }

    private static <T> T[] column(
            Collection<ReplayResult> verdicts, Function<ReplayResult, T> value, IntFunction<T[]> array) {
        return verdicts.stream().map(value).toArray(array);
    }
}
