package io.letsrun.console.replay;

import com.github.f4b6a3.uuid.UuidCreator;
import io.letsrun.console.access.Caller;
import io.letsrun.console.access.Role;
import io.letsrun.console.audit.Audit;
import io.letsrun.console.audit.Audit.AuditedAction;
import io.letsrun.console.search.Selection;
import io.letsrun.console.web.Slice;
import io.letsrun.edge.problem.Problem;
import io.letsrun.edge.problem.ProblemKind;
import io.letsrun.edge.problem.Refused;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Replays, from the choice of their letters to their end. Everything can be asked for twice: what is so already stays so, and
 * is not audited again.
 */
@Component
public final class Replays {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Drafting a million letters takes some ten seconds, more than other statements may take. */
    private static final String ALLOW_TIME = "SET LOCAL statement_timeout = '5min'";

    private static final String COLUMNS = """
            SELECT id, upper(state) AS state, expected,
                   expected - sending - sent - applied - failed - skipped AS waiting, sending, sent, applied, failed, skipped,
                   rate, canaries, created_by, created_at, started_at, ended_at, filter::text AS filter,
                   coalesce(reason, trouble) AS reason
              FROM dead_letters.replay
            """;

    private static final String FIND = COLUMNS + " WHERE id = $1";

    /** Ids are UUIDv7: the newest are the highest. */
    private static final String NEWEST_FIRST =
            COLUMNS + " WHERE ($1::uuid IS NULL OR id < $1::uuid) ORDER BY id DESC LIMIT $2";

    private final DatabaseClient database;
    private final Lifecycle lifecycle;
    private final Audit audit;
    private final TransactionalOperator transactions;
    private final ReplayProperties properties;

    Replays(
            DatabaseClient database,
            Lifecycle lifecycle,
            Audit audit,
            TransactionalOperator transactions,
            ReplayProperties properties) {
        this.database = database;
        this.lifecycle = lifecycle;
        this.audit = audit;
        this.transactions = transactions;
        this.properties = properties;
    }

    /** Finds a replay; empty when there is none. */
    public Mono<Replay> find(UUID replay) {
        return one(FIND, replay).timeout(PATIENCE);
    }

    private Mono<Replay> one(String query, UUID replay) {
        return database.sql(query).bind(0, replay).mapProperties(Replay.class).one();
    }

    /**
     * Returns replays, newest first.
     *
     * @param before only older ones than this; null for the first page
     */
    public Mono<Slice<Replay>> page(int limit, @Nullable UUID before) {
        return database.sql(NEWEST_FIRST)
                .bind(0, Parameters.in(R2dbcType.VARCHAR, before == null ? null : before.toString()))
                .bind(1, limit + 1)
                .mapProperties(Replay.class)
                .all()
                .collectList()
                .map(replays -> Slice.of(replays, limit, Replay::id))
                .timeout(PATIENCE);
    }

    /**
     * Chooses letters, once and for all: those that match and are open now. Nothing is sent before the replay is started.
     *
     * @param rate records a second
     * @throws Refused when the rate is not within 1 and 10,000, or no letter is open
     */
    public Mono<Replay> draft(Caller caller, Selection selection, int rate) {
        caller.require(Role.OPERATOR);
        if (rate < 1 || rate > ReplayProperties.MAX_RATE) {
            throw Refused.invalid("/rate", "out-of-range", "must be 1 to " + ReplayProperties.MAX_RATE);
        }
        UUID replay = UuidCreator.getTimeOrderedEpoch();
        String filter = selection.filterJson();
        return database.sql(ALLOW_TIME)
                .then()
                .then(lifecycle.draft(replay, caller.name(), filter, rate))
                .then(lifecycle.freeze(replay, selection::condition))
                .filter(count -> count > 0)
                .switchIfEmpty(Mono.error(() -> Refused.conflict("None of these letters is open.")))
                .flatMap(count -> lifecycle
                        .drafted(replay, count, properties.canaries())
                        .then(audit.write(
                                caller,
                                new AuditedAction("replay-draft", null, replay, selection.named(), filter, count))))
                .then(one(FIND, replay))
                .as(transactions::transactional);
    }

    /** Begins a replay of one letter whose item {@code add} adds, in the caller's transaction. */
    public Mono<Replay> startOne(Caller caller, Function<UUID, Mono<Void>> add) {
        UUID replay = UuidCreator.getTimeOrderedEpoch();
        return lifecycle
                .draft(replay, caller.name(), null, ReplayProperties.DEFAULT_RATE)
                .then(add.apply(replay))
                .then(lifecycle.drafted(replay, 1, 1))
                .then(lifecycle.start(replay))
                .then(one(FIND, replay));
    }

    /** @param count as it was previewed: the replay does not start with another one */
    public Mono<Replay> start(Caller caller, UUID id, long count) {
        return change(caller, id, replay -> {
            if (replay.state() == ReplayState.CANCELLED) {
                throw refused(replay);
            }
            if (replay.expected() != count) {
                throw Problem.of(
                                ProblemKind.CONFLICT,
                                "The replay has %d letters; another number was confirmed.".formatted(replay.expected()))
                        .withMember("expected", replay.expected())
                        .refused();
            }
            return replay.state() == ReplayState.DRAFT
                    ? changed(caller, lifecycle.start(id), AuditedAction.onReplay("replay-start", id, count))
                    : Mono.just(replay);
        });
    }

    /** Pauses, resumes or cancels. One that stopped itself because of a canary sends all the rest when it is resumed. */
    public Mono<Replay> steer(Caller caller, UUID id, Steering steering) {
        return change(caller, id, replay -> {
            if (steering.already.contains(replay.state())) {
                return Mono.just(replay);
            }
            if (!steering.from.contains(replay.state())) {
                throw refused(replay);
            }
            Long count = steering == Steering.CANCEL ? replay.waiting() : null;
            AuditedAction action = AuditedAction.onReplay("replay-" + steering.code(), id, count);
            return changed(caller, lifecycle.steer(id, steering), action);
        });
    }

    /** Keeps others from changing the replay while it is decided. */
    private Mono<Replay> change(Caller caller, UUID id, Function<Replay, Mono<Replay>> decision) {
        caller.require(Role.OPERATOR);
        return one(FIND + " FOR UPDATE", id)
                .switchIfEmpty(Mono.error(() -> Refused.unknown("the replay")))
                .flatMap(decision)
                .as(transactions::transactional)
                .timeout(PATIENCE);
    }

    private Mono<Replay> changed(Caller caller, Mono<Void> change, AuditedAction action) {
        return change.then(audit.write(caller, action))
                .then(Mono.defer(() -> one(FIND, Objects.requireNonNull(action.replay()))));
    }

    private static Refused refused(Replay replay) {
        return Refused.conflict("The replay is %s.".formatted(replay.state().code()));
    }
}
