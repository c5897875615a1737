package io.letsrun.console.sending;

import io.letsrun.console.replay.Lifecycle;
import io.letsrun.console.replay.ReplayProperties;
import io.letsrun.console.replay.ReplayState;
import io.letsrun.console.sending.ReplayPlanner.ReplayStep.After;
import io.letsrun.console.sending.RetryTopics.Delivery;
import io.letsrun.console.web.Figures;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Decides, in one transaction for each step, what a replay does next, and claims the letters for it.
 *
 * <p>A few letters of a large replay, its canaries, go first and alone. When all of them were applied, the others follow; when one
 * failed again, the replay stops. Canaries that were skipped prove nothing: others take their place.
 */
@Component
final class ReplayPlanner {

    /** Only for who holds the lease, and with the lock of the row while the step is decided. */
    private static final String HOLD = """
            SELECT upper(state) AS state, sending, claimed_up_to
              FROM dead_letters.replay
             WHERE id = $1
               AND lease_owner = $2
               AND lease_until > clock_timestamp()
               FOR UPDATE
            """;

    private static final String COUNT_CANARIES = """
            SELECT count(*) FILTER (WHERE state = 'applied') AS applied,
                   count(*) FILTER (WHERE state = 'failed-again') AS failed,
                   count(*) FILTER (WHERE state IN ('sending', 'sent')) AS unanswered,
                   extract(epoch FROM now() - min(sent_at) FILTER (WHERE state = 'sent'))::double precision AS waited
              FROM dead_letters.replay_item
             WHERE replay_id = $1
               AND canary
            """;

    private final DatabaseClient database;
    private final TransactionalOperator transactions;
    private final Lifecycle lifecycle;
    private final ReplayProperties properties;

    ReplayPlanner(
            DatabaseClient database,
            TransactionalOperator transactions,
            Lifecycle lifecycle,
            ReplayProperties properties) {
        this.database = database;
        this.transactions = transactions;
        this.lifecycle = lifecycle;
        this.properties = properties;
    }

    /** @param limit how many letters at most */
    Mono<ReplayStep> next(UUID replay, UUID owner, int limit) {
        return database.sql(HOLD)
                .bindValues(List.of(replay, owner))
                .mapProperties(Held.class)
                .one()
                .flatMap(held -> next(replay, held, limit))
                .defaultIfEmpty(ReplayStep.of(After.END))
                .as(transactions::transactional);
    }

    /** Records what came of a batch. */
    Mono<Void> record(UUID replay, Delivery delivery) {
        return lifecycle
                .lock(replay)
                .then(delivery.acknowledged().isEmpty() ? Mono.empty() : lifecycle.trouble(replay, null))
                .then(lifecycle.sent(delivery.acknowledged()))
                .then(lifecycle.skip(replay, delivery.refused()))
                .as(transactions::transactional);
    }

    Mono<Void> trouble(UUID replay, Throwable failure) {
        return lifecycle.trouble(replay, Delivery.words(failure));
    }

    private Mono<ReplayStep> next(UUID replay, Held held, int limit) {
        return switch (held.state()) {
            case DRAFT, PAUSED, STOPPED, DONE -> Mono.just(ReplayStep.of(After.END));
            case CANCELLED -> lifecycle.putBack(replay).thenReturn(ReplayStep.of(After.END));
            case CANARY -> held.sending() > 0 ? left(replay, held) : canaries(replay, limit);
            case RUNNING -> held.sending() > 0 ? left(replay, held) : claim(replay, held, limit);
        };
    }

    private Mono<ReplayStep> left(UUID replay, Held held) {
        return lifecycle
                .claimed(replay, (int) Math.min(held.sending(), ReplayProperties.MAX_RATE), Claimed.class)
                .map(ReplayPlanner::send);
    }

    private Mono<ReplayStep> claim(UUID replay, Held held, int limit) {
        return lifecycle
                .claim(replay, held.claimedUpTo(), limit, Claimed.class)
                .flatMap(batch -> batch.isEmpty()
                        ? Mono.just(ReplayStep.of(After.END))
                        : lifecycle.moveOn(replay, batch.getLast().letterId()).thenReturn(send(batch)));
    }

    private Mono<ReplayStep> canaries(UUID replay, int limit) {
        return lifecycle
                .claimCanaries(replay, limit, Claimed.class)
                .flatMap(batch -> batch.isEmpty() ? judge(replay) : Mono.just(send(batch)));
    }

    private Mono<ReplayStep> judge(UUID replay) {
        return database.sql(COUNT_CANARIES)
                .bind(0, replay)
                .mapProperties(Canaries.class)
                .one()
                .flatMap(canaries -> judge(replay, canaries));
    }

    private Mono<ReplayStep> judge(UUID replay, Canaries canaries) {
        if (canaries.failed() > 0) {
            String reason = "%d of %d canaries failed again".formatted(canaries.failed(), canaries.all());
            return lifecycle.stop(replay, reason).thenReturn(ReplayStep.of(After.END));
        }
        if (canaries.unanswered() > 0) {
            return lifecycle.trouble(replay, late(canaries)).thenReturn(ReplayStep.of(After.WAIT));
        }
        return (canaries.applied() > 0
                        ? lifecycle.prove(replay)
                        : lifecycle.chooseCanaries(replay, properties.canaries()))
                .thenReturn(ReplayStep.of(After.GO_ON));
    }

    private @Nullable String late(Canaries canaries) {
        boolean late = canaries.waited() != null
                && canaries.waited() * 1_000 > properties.patience().toMillis();
        return late
                ? "no verdict on %d %s for more than %s: is the consumer group running?"
                        .formatted(
                                canaries.unanswered(),
                                canaries.unanswered() == 1 ? "canary" : "canaries",
                                Figures.duration(properties.patience()))
                : null;
    }

    private static ReplayStep send(List<Claimed> batch) {
        return new ReplayStep(batch.stream().filter(Claimed::isToBeSent).toList(), After.GO_ON);
    }

    record Held(ReplayState state, long sending, long claimedUpTo) {}

    record Canaries(
            long applied,
            long failed,
            long unanswered,
            @Nullable Double waited) {

        long all() {
            return applied + failed + unanswered;
        }
    }

    /**
     * The next step of a replay.
     *
     * @param letters claimed, to be sent now
     * @param after what follows, if all goes well
     */
    record ReplayStep(List<Claimed> letters, After after) {

        static ReplayStep of(After after) {
            return new ReplayStep(List.of(), after);
        }

        enum After {

            /** The next step. */
            GO_ON,

            /** Canaries have not answered. */
            WAIT,

            /** Sending failed. */
            BACK_OFF,

            /** Nothing for this console: all is sent, or an operator or another console has the replay. */
            END
        }
    }
}
