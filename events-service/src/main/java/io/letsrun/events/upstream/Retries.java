package io.letsrun.events.upstream;

import io.github.resilience4j.core.IntervalBiFunction;
import io.github.resilience4j.reactor.retry.RetryOperator;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.letsrun.events.policy.RetryBudget;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;
import reactor.core.publisher.Mono;

/** Makes a failed call again, where that is safe, of use in the time that is left, and within the budget of all calls. */
final class Retries {

    private static final long NONE = -1; // of the interval functions: no further attempt

    private final UpstreamOperation operation;
    private final RetrySettings settings;
    private final RetryBudget budget;
    private final DoubleSupplier random;
    private final BooleanSupplier permitted;
    private final UpstreamMetrics tally;

    /**
     * @param random draws from 0 to 1
     * @param permitted whether another attempt would be let through at all
     */
    Retries(
            UpstreamOperation operation,
            RetrySettings settings,
            RetryBudget budget,
            DoubleSupplier random,
            BooleanSupplier permitted,
            UpstreamMetrics tally) {
        this.operation = operation;
        this.settings = settings;
        this.budget = budget;
        this.random = random;
        this.permitted = permitted;
        this.tally = tally;
    }

    /** @param repeatable which failures allow another attempt */
    <T> Mono<T> around(Mono<T> attempt, Requester asker, Predicate<CallFailed> repeatable) {
        RetryConfig config = RetryConfig.<T>custom()
                .maxAttempts(settings.attempts())
                .retryOnException(failure -> failure instanceof CallFailed call && repeatable.test(call))
                .intervalBiFunction(pauses(asker))
                .build();
        return attempt.transformDeferred(RetryOperator.of(Retry.of(operation.key(), config)));
    }

    /** The token is taken last, when nothing else speaks against the attempt. */
    private <T> IntervalBiFunction<T> pauses(Requester asker) {
        return (attempts, failure) -> {
            long pause = pauseMillis(attempts);
            if (!permitted.getAsBoolean() || asker.remaining().toMillis() <= pause) {
                return NONE;
            }
            if (!budget.take()) {
                tally.denied(operation);
                return NONE;
            }
            tally.retried(operation);
            return pause;
        };
    }

    /** Anything from nothing to twice as much as before: those who failed together do not come back together. */
    private long pauseMillis(int attempts) {
        double most = Math.min(settings.longest().toMillis(), settings.pause().toMillis() * Math.pow(2, attempts - 1));
        return Math.round(random.getAsDouble() * most);
    }
}
