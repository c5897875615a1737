package io.letsrun.console.sending;

import io.letsrun.console.replay.ReplayProperties;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Sends one replay, turn by turn, until there is nothing more to do for this console.
 *
 * <p>A turn claims a batch in one transaction, sends it, and records what the broker acknowledged in another. When it is cut
 * short anywhere between, the letters stay {@code sending}, and the next turn, here or in another console, sends them again
 * under the same ids.
 */
final class ReplaySender {

    private static final Logger log = LoggerFactory.getLogger(ReplaySender.class);

    /** More than any of its statements takes, and an end for those that the database never answers. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final UUID replay;
    private final UUID owner;
    private final Turns turns;
    private final RetryTopics retryTopics;
    private final Shipments shipments;
    private final ReplayProperties properties;
    private final BooleanSupplier stopping;
    private final Pace pace;
    private final BackOff backOff;

    ReplaySender(
            Leases.Leased replay,
            UUID owner,
            Turns turns,
            RetryTopics retryTopics,
            Shipments shipments,
            ReplayProperties properties,
            BooleanSupplier stopping) {
        this.replay = replay.id();
        this.owner = owner;
        this.turns = turns;
        this.retryTopics = retryTopics;
        this.shipments = shipments;
        this.properties = properties;
        this.stopping = stopping;
        this.pace = new Pace(replay.rate());
        this.backOff = new BackOff(properties.backOffMax());
    }

    /** Completes when there is nothing more to do here; never fails. */
    Mono<Void> run() {
        return turn().expand(this::next).then();
    }

    private Mono<After> next(After last) {
        if (stopping.getAsBoolean()) {
            return Mono.empty();
        }
        return switch (last) {
            case GO_ON -> turn();
            case WAIT -> Mono.delay(properties.look()).then(turn());
            case BACK_OFF -> Mono.delay(backOff.next()).then(turn());
            case END -> Mono.empty();
        };
    }

    private Mono<After> turn() {
        return pace.turn()
                .then(Mono.defer(() -> turns.next(replay, owner, pace.batch()).timeout(PATIENCE)))
                .flatMap(this::act)
                .onErrorResume(this::troubled);
    }

    private Mono<After> act(Sending sending) {
        return switch (sending) {
            case Sending.Send send -> send(send.letters());
            case Sending.Wait wait -> Mono.just(After.WAIT);
            case Sending.Again again -> Mono.just(After.GO_ON);
            case Sending.End end -> Mono.just(After.END);
        };
    }

    private Mono<After> send(List<Claimed> letters) {
        pace.unused(pace.batch() - letters.size());
        return letters.isEmpty()
                ? Mono.just(After.GO_ON)
                : retryTopics.send(letters).flatMap(this::delivered);
    }

    private Mono<After> delivered(Delivery delivery) {
        Throwable failure = delivery.failure();
        Mono<After> after = failure == null ? Mono.fromSupplier(this::wentWell) : Mono.defer(() -> troubled(failure));
        return record(delivery).then(after);
    }

    private After wentWell() {
        backOff.reset();
        return After.GO_ON;
    }

    /** What the broker holds is recorded however long that takes: forgotten, it would be sent twice. */
    private Mono<Void> record(Delivery delivery) {
        return shipments
                .record(replay, delivery.acknowledged(), delivery.refused())
                .timeout(PATIENCE)
                .retryWhen(Retry.backoff(Long.MAX_VALUE, BackOff.FIRST)
                        .maxBackoff(properties.backOffMax())
                        .filter(error -> !stopping.getAsBoolean())
                        .doBeforeRetry(again -> warn(again.failure(), "What was sent cannot be recorded yet")));
    }

    private Mono<After> troubled(Throwable failure) {
        warn(failure, "A replay cannot go on yet");
        return shipments
                .trouble(replay, ErrorSummary.of(failure))
                .timeout(PATIENCE)
                .onErrorComplete() // where it would be written down may be the trouble
                .thenReturn(After.BACK_OFF);
    }

    private void warn(Throwable failure, String message) {
        log.atWarn()
                .addKeyValue("replay", replay)
                .addKeyValue("reason", ErrorSummary.of(failure))
                .log(message);
    }

    private enum After {
        GO_ON,
        WAIT,
        BACK_OFF,
        END
    }
}
