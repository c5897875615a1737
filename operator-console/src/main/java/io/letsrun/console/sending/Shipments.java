package io.letsrun.console.sending;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Records what the broker said. A verdict may have come before: consumers can be faster than the acknowledgement's way into
 * this table. What has one keeps it.
 */
@Component
final class Shipments {

    private static final String LOCK =
            "SELECT trouble IS NOT NULL AS troubled FROM dead_letters.replay WHERE id = $1 FOR UPDATE";

    private static final String TROUBLE =
            "UPDATE dead_letters.replay SET trouble = $2 WHERE id = $1 AND trouble IS DISTINCT FROM $2";

    private static final String SENT = """
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
            """;

    private static final String REFUSED = """
            WITH item AS (
                UPDATE dead_letters.replay_item
                   SET state = 'skipped', ended_at = now(), detail = 'the broker refuses so large a record'
                 WHERE id = ANY($1)
                   AND state = 'sending'
                RETURNING letter_id
            )
            UPDATE dead_letters.letter
               SET state = 'open', state_at = now()
              FROM item
             WHERE letter.id = item.letter_id
               AND letter.state = 'sending'
            """;

    /** Should one of them have reached the broker all the same, its verdict finds it. */
    private static final String PUT_BACK = """
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
            """;

    private final DatabaseClient database;
    private final TransactionalOperator transactions;

    Shipments(DatabaseClient database, TransactionalOperator transactions) {
        this.database = database;
        this.transactions = transactions;
    }

    /**
     * Marks as sent what the broker has acknowledged, and gives back what it will never take.
     *
     * @param refused items whose records are too large
     */
    Mono<Void> record(UUID replay, List<UUID> acknowledged, List<UUID> refused) {
        return lock(replay)
                .flatMap(troubled -> troubled && !acknowledged.isEmpty() ? trouble(replay, null) : Mono.empty())
                .then(update(SENT, acknowledged))
                .then(update(REFUSED, refused))
                .as(transactions::transactional);
    }

    /** Opens the letters again whose sending a cancelled replay did not see through; in the caller's transaction. */
    Mono<Void> putBack(UUID replay) {
        return database.sql(PUT_BACK).bind(0, replay).fetch().rowsUpdated().then();
    }

    /** Tells what keeps the replay from going on; null when it goes on. */
    Mono<Void> trouble(UUID replay, @Nullable String trouble) {
        return database.sql(TROUBLE)
                .bind(0, replay)
                .bind(1, Parameters.in(R2dbcType.VARCHAR, trouble))
                .fetch()
                .rowsUpdated()
                .then();
    }

    private Mono<Boolean> lock(UUID replay) {
        return database.sql(LOCK)
                .bind(0, replay)
                .map(row -> Boolean.TRUE.equals(row.get(0, Boolean.class)))
                .one();
    }

    private Mono<Void> update(String statement, List<UUID> items) {
        return items.isEmpty()
                ? Mono.empty()
                : database.sql(statement)
                        .bind(0, items.toArray(UUID[]::new))
                        .fetch()
                        .rowsUpdated()
                        .then();
    }
}
