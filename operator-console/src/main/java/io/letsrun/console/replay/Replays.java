package io.letsrun.console.replay;

import io.letsrun.console.access.Caller;
import io.letsrun.console.access.Role;
import io.letsrun.console.audit.Audit;
import io.letsrun.console.audit.AuditedAction;
import io.letsrun.console.search.Selection;
import io.letsrun.edge.problem.Refused;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Replays, from the choice of their letters to their end. Everything can be asked for twice: what is so already stays so, and
 * is not audited again.
 */
@Component
public class Replays {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ReplayTable table;
    private final Membership membership;
    private final Audit audit;
    private final TransactionalOperator transactions;

    Replays(ReplayTable table, Membership membership, Audit audit, TransactionalOperator transactions) {
        this.table = table;
        this.membership = membership;
        this.audit = audit;
        this.transactions = transactions;
    }

    /** Finds a replay; empty when there is none. */
    public Mono<Replay> find(UUID replay) {
        return table.find(replay).timeout(PATIENCE);
    }

    /**
     * Returns replays, newest first.
     *
     * @param before only older ones than this; null for the first page
     */
    public Mono<ReplayPage> page(int limit, @Nullable UUID before) {
        return table.page(limit + 1, before)
                .map(replays -> ReplayPage.of(replays, limit))
                .timeout(PATIENCE);
    }

    /**
     * Chooses letters, once and for all: those that match and are open now. Nothing is sent before the replay is started.
     *
     * @param rate records a second
     * @throws Refused when the rate is not within 1 and 10,000
     */
    public Mono<ReplayOutcome> draft(Caller caller, Selection selection, int rate) {
        caller.require(Role.OPERATOR);
        if (rate < 1 || rate > ReplayProperties.MAX_RATE) {
            throw Refused.invalid("/rate", "out-of-range", "must be 1 to " + ReplayProperties.MAX_RATE);
        }
        return membership.freeze(caller, selection, rate).as(transactions::transactional);
    }

    /** @param count as it was previewed: the replay does not start with another one */
    public Mono<ReplayOutcome> start(Caller caller, UUID replay, long count) {
        return change(caller, replay, found -> {
            if (found.state() == ReplayState.CANCELLED) {
                return new Step.Refuse();
            }
            if (found.expected() != count) {
                return new Step.Differ();
            }
            return found.state() == ReplayState.DRAFT
                    ? new Step.Do(table.start(replay), AuditedAction.onReplay("replay-start", replay, count))
                    : new Step.Leave();
        });
    }

    public Mono<ReplayOutcome> pause(Caller caller, UUID replay) {
        return change(caller, replay, found -> switch (found.state()) {
            case CANARY, RUNNING ->
                new Step.Do(table.pause(replay), AuditedAction.onReplay("replay-pause", replay, null));
            case PAUSED, STOPPED -> new Step.Leave();
            case DRAFT, CANCELLED, DONE -> new Step.Refuse();
        });
    }

    /** Goes on. One that stopped itself because of a canary sends all the rest then. */
    public Mono<ReplayOutcome> resume(Caller caller, UUID replay) {
        return change(caller, replay, found -> switch (found.state()) {
            case PAUSED, STOPPED ->
                new Step.Do(table.resume(replay), AuditedAction.onReplay("replay-resume", replay, null));
            case CANARY, RUNNING -> new Step.Leave();
            case DRAFT, CANCELLED, DONE -> new Step.Refuse();
        });
    }

    /** Sends nothing more. Letters that wait stay open; what is under way ends as sent, or open again. */
    public Mono<ReplayOutcome> cancel(Caller caller, UUID replay) {
        return change(caller, replay, found -> switch (found.state()) {
            case DRAFT, CANARY, RUNNING, PAUSED, STOPPED ->
                new Step.Do(table.cancel(replay), AuditedAction.onReplay("replay-cancel", replay, found.waiting()));
            case CANCELLED -> new Step.Leave();
            case DONE -> new Step.Refuse();
        });
    }

    private Mono<ReplayOutcome> change(Caller caller, UUID replay, Function<Replay, Step> decision) {
        caller.require(Role.OPERATOR);
        return table.lock(replay)
                .flatMap(found -> act(caller, found, decision.apply(found)))
                .defaultIfEmpty(new ReplayOutcome.Unknown())
                .as(transactions::transactional)
                .timeout(PATIENCE);
    }

    private Mono<ReplayOutcome> act(Caller caller, Replay replay, Step step) {
        return switch (step) {
            case Step.Do change ->
                change.change()
                        .then(audit.write(caller, change.deed()))
                        .then(table.find(replay.id()))
                        .map(ReplayOutcome.Accepted::new);
            case Step.Leave leave -> Mono.just(new ReplayOutcome.Accepted(replay));
            case Step.Differ differ -> Mono.just(new ReplayOutcome.CountDiffers(replay.expected()));
            case Step.Refuse refuse -> Mono.just(new ReplayOutcome.Refused(replay.state()));
        };
    }

    private sealed interface Step {

        record Do(Mono<Void> change, AuditedAction deed) implements Step {}

        record Leave() implements Step {}

        record Differ() implements Step {}

        record Refuse() implements Step {}
    }
}
