package io.letsrun.console.sending;

import io.letsrun.console.replay.ReplayProperties;
import io.r2dbc.spi.Readable;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The letters of a large replay that go first and alone. When all of them were applied, the others follow; when one failed
 * again, the replay stops. Every call is part of its caller's transaction, which holds the lock of the replay's row.
 */
@Component
public final class Canaries {

    /** One of each cause, of the largest cause first; then a second one of each, and so on. */
    private static final String CHOOSE = """
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
            """;

    private static final String COUNT = """
            SELECT count(*) FILTER (WHERE state = 'applied') AS applied,
                   count(*) FILTER (WHERE state = 'failed-again') AS failed,
                   count(*) FILTER (WHERE state IN ('sending', 'sent')) AS unanswered
              FROM dead_letters.replay_item
             WHERE replay_id = $1
               AND canary
            """;

    private static final String GO_ON =
            "UPDATE dead_letters.replay SET state = 'running', proven = true, trouble = NULL WHERE id = $1";

    private static final String STOP =
            "UPDATE dead_letters.replay SET state = 'stopped', reason = $2, trouble = NULL WHERE id = $1";

    private static final String WAIT = """
            UPDATE dead_letters.replay
               SET trouble = $2
             WHERE id = $1
               AND trouble IS DISTINCT FROM $2
               AND EXISTS (SELECT
                             FROM dead_letters.replay_item
                            WHERE replay_id = $1
                              AND canary
                              AND state = 'sent'
                              AND sent_at < now() - $3 * interval '1 millisecond')
            """;

    private final DatabaseClient database;
    private final Claims claims;
    private final ReplayProperties properties;

    Canaries(DatabaseClient database, Claims claims, ReplayProperties properties) {
        this.database = database;
        this.claims = claims;
        this.properties = properties;
    }

    /** Chooses the canaries among the letters that wait. */
    public Mono<Void> choose(UUID replay) {
        return database.sql(CHOOSE)
                .bind(0, replay)
                .bind(1, properties.canaries())
                .fetch()
                .rowsUpdated()
                .then();
    }

    Mono<Sending> next(UUID replay, int limit) {
        return claims.canaries(replay, limit)
                .flatMap(batch -> batch.isEmpty()
                        ? count(replay).flatMap(tally -> judge(replay, tally))
                        : Mono.just(new Sending.Send(batch.claimed())));
    }

    private Mono<Tally> count(UUID replay) {
        return database.sql(COUNT).bind(0, replay).map(Tally::of).one();
    }

    private Mono<Sending> judge(UUID replay, Tally tally) {
        if (tally.failed() > 0) {
            String reason = "%d of %d canaries failed again".formatted(tally.failed(), tally.all());
            return update(database.sql(STOP).bind(0, replay).bind(1, reason)).thenReturn(new Sending.End());
        }
        if (tally.unanswered() > 0) {
            return await(replay, tally.unanswered()).thenReturn(new Sending.Wait());
        }
        // Somebody else took all of them: they prove nothing.
        return (tally.applied() > 0 ? update(database.sql(GO_ON).bind(0, replay)) : choose(replay))
                .thenReturn(new Sending.Again());
    }

    private Mono<Void> await(UUID replay, long unanswered) {
        long patience = properties.patience().toMillis();
        String trouble = "%d canaries have not answered for more than %d ms".formatted(unanswered, patience);
        return update(database.sql(WAIT).bind(0, replay).bind(1, trouble).bind(2, patience));
    }

    private static Mono<Void> update(DatabaseClient.GenericExecuteSpec statement) {
        return statement.fetch().rowsUpdated().then();
    }

    private record Tally(long applied, long failed, long unanswered) {

        long all() {
            return applied + failed + unanswered;
        }

        static Tally of(Readable row) {
            return new Tally(
                    required(row.get("applied", Long.class)),
                    required(row.get("failed", Long.class)),
                    required(row.get("unanswered", Long.class)));
        }

        private static <T> T required(@Nullable T value) {
            return Objects.requireNonNull(value);
        }
    }
}
