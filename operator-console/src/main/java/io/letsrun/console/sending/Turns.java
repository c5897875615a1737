package io.letsrun.console.sending;

import io.letsrun.console.replay.ReplayProperties;
import io.letsrun.console.replay.ReplayState;
import io.r2dbc.spi.Readable;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Decides, in one transaction for each turn, what a replay does next, and claims the letters for it. */
@Component
final class Turns {

    /** Only who holds the lease, and the lock of the row while the turn is decided. */
    private static final String HOLD = """
            SELECT state, sending, claimed_up_to
              FROM dead_letters.replay
             WHERE id = $1
               AND lease_owner = $2
               AND lease_until > clock_timestamp()
               FOR UPDATE
            """;

    private final DatabaseClient database;
    private final TransactionalOperator transactions;
    private final Claims claims;
    private final Canaries canaries;
    private final Shipments shipments;

    Turns(
            DatabaseClient database,
            TransactionalOperator transactions,
            Claims claims,
            Canaries canaries,
            Shipments shipments) {
        this.database = database;
        this.transactions = transactions;
        this.claims = claims;
        this.canaries = canaries;
        this.shipments = shipments;
    }

    /** @param limit how many letters at most */
    Mono<Sending> next(UUID replay, UUID owner, int limit) {
        return database.sql(HOLD)
                .bind(0, replay)
                .bind(1, owner)
                .map(Held::of)
                .one()
                .flatMap(held -> next(replay, held, limit))
                .defaultIfEmpty(new Sending.End())
                .as(transactions::transactional);
    }

    private Mono<Sending> next(UUID replay, Held held, int limit) {
        return switch (held.state()) {
            case DRAFT, PAUSED, STOPPED, DONE -> Mono.just(new Sending.End());
            case CANCELLED -> shipments.putBack(replay).thenReturn(new Sending.End());
            case CANARY -> held.sending() > 0 ? left(replay, held) : canaries.next(replay, limit);
            case RUNNING -> held.sending() > 0 ? left(replay, held) : claim(replay, held, limit);
        };
    }

    private Mono<Sending> left(UUID replay, Held held) {
        return claims.left(replay, (int) Math.min(held.sending(), ReplayProperties.MAX_RATE))
                .map(batch -> new Sending.Send(batch.claimed()));
    }

    private Mono<Sending> claim(UUID replay, Held held, int limit) {
        return claims.next(replay, held.claimedUpTo(), limit)
                .map(batch -> batch.isEmpty() ? new Sending.End() : new Sending.Send(batch.claimed()));
    }

    private record Held(ReplayState state, long sending, long claimedUpTo) {

        static Held of(Readable row) {
            return new Held(
                    ReplayState.of(required(row.get("state", String.class))),
                    required(row.get("sending", Long.class)),
                    required(row.get("claimed_up_to", Long.class)));
        }

        private static <T> T required(@Nullable T value) {
            return Objects.requireNonNull(value);
        }
    }
}
