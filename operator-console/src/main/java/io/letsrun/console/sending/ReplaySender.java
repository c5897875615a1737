package io.letsrun.console.sending;

import io.letsrun.console.replay.ReplayProperties;
import io.letsrun.console.sending.ReplayPlanner.ReplayStep;
import io.letsrun.console.sending.ReplayPlanner.ReplayStep.After;
import io.letsrun.console.sending.RetryTopics.Delivery;
import java.time.Duration;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Sends one replay, step by step, until there is nothing more to do for this console.
 *
 * <p>A step claims a batch in one transaction, sends it, and records what the broker acknowledged in another. When it is cut
 * short anywhere between, the letters stay {@code sending}, and the next step, here or in another console, sends them again
 * under the same ids.
 */
final class ReplaySender {

    private static final Logger log = LoggerFactory.getLogger(ReplaySender.class);

    /** More than any of its statements takes, and an end for those that the database never answers. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration FIRST_BACK_OFF = Duration.ofMillis(200);

    private final UUID replay;
    private final UUID owner;
    private final ReplayPlanner planner;
    private final RetryTopics retryTopics;
    private final ReplayProperties properties;
    private final BooleanSupplier stopping;
    private final Pace pace;
    private Duration backOff = FIRST_BACK_OFF;

    ReplaySender(
            Leases.Leased replay,
            UUID owner,
            ReplayPlanner planner,
            RetryTopics retryTopics,
            ReplayProperties properties,
            BooleanSupplier stopping) {
        this.replay = replay.id();
        this.owner = owner;
        this.planner = planner;
        this.retryTopics = retryTopics;
        this.properties = properties;
        this.stopping = stopping;
        this.pace = new Pace(replay.rate());
    }

    /** Completes when there is nothing more to do here; never fails. */
    Mono<Void> run() {
        return step().expand(this::next).then();
    }

    private Mono<After> next(After last) {
        if (stopping.getAsBoolean()) {
            return Mono.empty();
        }
        return switch (last) {
            case GO_ON -> step();
            case WAIT -> Mono.delay(properties.look()).then(step());
            case BACK_OFF -> Mono.delay(doubled()).then(step());
            case END -> Mono.empty();
        };
    }

    private Mono<After> step() {
        return pace.turn()
                .then(Mono.defer(() -> planner.next(replay, owner, pace.batch()).timeout(PATIENCE)))
                .flatMap(this::send)
                .onErrorResume(this::troubled);
    }

    private Mono<After> send(ReplayStep step) {
        pace.unused(pace.batch() - step.letters().size());
        return step.letters().isEmpty()
                ? Mono.just(step.after())
                : retryTopics.send(step.letters()).flatMap(this::delivered);
    }

    private Mono<After> delivered(Delivery delivery) {
        Throwable failure = delivery.failure();
        Mono<After> after = failure == null ? Mono.fromSupplier(this::wentWell) : Mono.defer(() -> troubled(failure));
        return record(delivery).then(after);
    }

    /** Returns how long to wait, which doubles from failure to failure. */
    private Duration doubled() {
        Duration wait = backOff;
        Duration next = wait.multipliedBy(2);
        backOff = next.compareTo(properties.backOffMax()) > 0 ? properties.backOffMax() : next;
        return wait;
    }

    private After wentWell() {
        backOff = FIRST_BACK_OFF;
        return After.GO_ON;
    }

    /** What the broker holds is recorded however long that takes: forgotten, it would be sent twice. */
    private Mono<Void> record(Delivery delivery) {
        return planner.record(replay, delivery)
                .timeout(PATIENCE)
                .retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST_BACK_OFF)
                        .maxBackoff(properties.backOffMax())
                        .filter(error -> !stopping.getAsBoolean())
                        .doBeforeRetry(again -> warn(again.failure(), "What was sent cannot be recorded; retrying")));
    }

    private Mono<After> troubled(Throwable failure) {
        warn(failure, "A replay cannot send; it waits and tries again");
        return planner.trouble(replay, failure)
                .timeout(PATIENCE)
                .onErrorComplete() // where it would be written down may be the trouble
                .thenReturn(After.BACK_OFF);
    }

    private void warn(Throwable failure, String message) {
        log.atWarn()
                .addKeyValue("replay", replay)
                .addKeyValue("reason", Delivery.words(failure))
                .log(message);
    }
}
