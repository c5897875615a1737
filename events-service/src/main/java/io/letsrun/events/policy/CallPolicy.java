package io.letsrun.events.policy;

import io.letsrun.events.upstream.EventsUpstreamProperties.Retries;
import io.letsrun.events.upstream.RequestDelivery;
import io.letsrun.events.upstream.Requester;
import io.letsrun.events.upstream.UpstreamClient.Attempt;
import io.letsrun.events.upstream.UpstreamFailure;
import io.letsrun.events.upstream.UpstreamOperation;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;
import reactor.util.retry.Retry.RetrySignal;

/**
 * All policies around the calls of one operation. From the outside in: the requester's deadline, retries, a look at the breaker,
 * a slot, the breaker, the time limit, the exchange. See RATIONALE.md for why in this order.
 *
 * @param random draws from 0 to 1
 */
record CallPolicy(
        UpstreamOperation operation,
        FairBulkhead slots,
        OperationBreaker breaker,
        Duration limit,
        Retries settings,
        RetryBudget budget,
        DoubleSupplier random,
        CallObservations observations,
        UpstreamMetrics metrics) {

    /**
     * Fails as {@link UpstreamFailure}.
     *
     * @param repeatable which failures allow another attempt
     */
    <T> Mono<T> around(
            Requester requester,
            RequestDelivery delivery,
            Predicate<UpstreamFailure> repeatable,
            Function<Attempt, Mono<T>> exchange) {
        return Mono.defer(() -> {
            Duration left = requester.remaining();
            if (left.isZero()) {
                return Mono.error(UpstreamFailure.deadline());
            }
            AtomicBoolean earned = new AtomicBoolean();
            return attempt(requester, delivery, exchange, earned)
                    .retryWhen(Retry.from(failures -> again(failures, requester, repeatable)))
                    .timeout(left)
                    .onErrorMap(TimeoutException.class, late -> UpstreamFailure.deadline());
        });
    }

    /** Asks the breaker twice: before the wait, so that no call waits in vain, and after it, since the breaker may have opened. */
    private <T> Mono<T> attempt(
            Requester requester, RequestDelivery delivery, Function<Attempt, Mono<T>> exchange, AtomicBoolean earned) {
        return Mono.defer(() -> {
            @Nullable UpstreamFailure refusal = breaker.refusal();
            return refusal == null
                    ? slots.within(requester, breaker.around(call(requester, delivery, exchange, earned)))
                    : Mono.error(refusal);
        });
    }

    private <T> Mono<T> call(
            Requester requester, RequestDelivery delivery, Function<Attempt, Mono<T>> exchange, AtomicBoolean earned) {
        return observations.around(operation, trace -> {
            if (earned.compareAndSet(false, true)) {
                budget.earn();
            }
            Duration left = requester.remaining();
            return exchange.apply(new Attempt(left.compareTo(limit) < 0 ? left : limit, trace, delivery))
                    .timeout(limit)
                    .onErrorMap(TimeoutException.class, late -> UpstreamFailure.timeout());
        });
    }

    private Publisher<?> again(Flux<RetrySignal> failures, Requester requester, Predicate<UpstreamFailure> repeatable) {
        return failures.concatMap(signal -> {
            long pause = pauseMillis(signal.totalRetries());
            return signal.failure() instanceof UpstreamFailure failure
                            && repeatable.test(failure)
                            && signal.totalRetries() + 1 < settings.attempts()
                            && breaker.isClosed()
                            && requester.remaining().toMillis() > pause
                            && mayRetry()
                    ? Mono.delay(Duration.ofMillis(pause))
                    : Mono.error(signal.failure());
        });
    }

    /** Takes the token last, when nothing else forbids the attempt. */
    private boolean mayRetry() {
        boolean may = budget.take();
        if (may) {
            metrics.retried(operation);
        } else {
            metrics.denied(operation);
        }
        return may;
    }

    /** Random, so that calls that failed together do not come back together. */
    private long pauseMillis(long retries) {
        double most = Math.min(settings.longest().toMillis(), settings.pause().toMillis() * Math.pow(2, retries));
        return Math.round(random.getAsDouble() * most);
    }
}
