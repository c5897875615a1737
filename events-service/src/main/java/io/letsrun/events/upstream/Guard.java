package io.letsrun.events.upstream;

import io.github.resilience4j.reactor.timelimiter.TimeLimiterOperator;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import io.letsrun.events.policy.FairBulkhead;
import io.letsrun.events.policy.Hedging;
import io.letsrun.events.policy.Open;
import io.letsrun.events.policy.OperationBreaker;
import io.letsrun.events.policy.RetryBudget;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * All policies around the calls of one operation. From the outside in: the asker's deadline, retries, hedges, a look at the
 * breaker, a slot, the breaker, the time limit, the exchange. See RATIONALE.md for why in this order.
 */
final class Guard {

    private final UpstreamOperation operation;
    private final FairBulkhead slots;
    private final OperationBreaker breaker;
    private final TimeLimiter limiter;
    private final Retries retries;
    private final RetryBudget retryBudget;
    private final @Nullable Hedging hedging;
    private final CallObservations observed;

    Guard(
            UpstreamOperation operation,
            FairBulkhead slots,
            OperationBreaker breaker,
            Duration limit,
            Retries retries,
            RetryBudget retryBudget,
            @Nullable Hedging hedging,
            CallObservations observed) {
        this.operation = operation;
        this.slots = slots;
        this.breaker = breaker;
        this.limiter = TimeLimiter.of(
                operation.key(),
                TimeLimiterConfig.custom().timeoutDuration(limit).build());
        this.retries = retries;
        this.retryBudget = retryBudget;
        this.hedging = hedging;
        this.observed = observed;
    }

    /**
     * Fails as {@link CallFailed}, {@link Open}, {@link io.letsrun.events.policy.Busy} or {@link DeadlinePassed}.
     *
     * @param repeatable which failures allow another attempt
     */
    <T> Mono<T> around(
            Requester asker,
            RequestDelivery delivery,
            Predicate<CallFailed> repeatable,
            Function<Attempt, Mono<T>> exchange) {
        return Mono.defer(() -> {
            Duration left = asker.remaining();
            if (left.isZero()) {
                return Mono.error(new DeadlinePassed());
            }
            AtomicBoolean earned = new AtomicBoolean();
            Function<Runnable, Mono<T>> attempt = begun -> attempt(asker, delivery, exchange, () -> {
                if (earned.compareAndSet(false, true)) {
                    retryBudget.earn();
                }
                begun.run();
            });
            Mono<T> raced = hedging == null ? attempt.apply(() -> {}) : hedging.around(attempt);
            return retries.around(raced, asker, repeatable)
                    .timeout(left)
                    .onErrorMap(TimeoutException.class, late -> new DeadlinePassed());
        });
    }

    /** The breaker is asked twice: no call waits for a slot that it may not use, and none is made on an answer of before its wait. */
    private <T> Mono<T> attempt(
            Requester asker, RequestDelivery delivery, Function<Attempt, Mono<T>> exchange, Runnable begun) {
        return Mono.defer(() -> {
            Open refusal = breaker.refusal();
            if (refusal != null) {
                return Mono.error(refusal);
            }
            return slots.within(asker, breaker.around(call(asker, delivery, exchange, begun), Guard::isFault));
        });
    }

    private <T> Mono<T> call(
            Requester asker, RequestDelivery delivery, Function<Attempt, Mono<T>> exchange, Runnable begun) {
        return observed.around(operation, trace -> {
            begun.run();
            Duration patience =
                    shorter(asker.remaining(), limiter.getTimeLimiterConfig().getTimeoutDuration());
            return exchange.apply(new Attempt(patience, trace, delivery))
                    .transformDeferred(TimeLimiterOperator.of(limiter))
                    .onErrorMap(TimeoutException.class, late -> CallFailed.tookTooLong());
        });
    }

    private static boolean isFault(Throwable failure) {
        return failure instanceof CallFailed failed && failed.kind() != CallFailed.Kind.UNWANTED;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
