package io.letsrun.events.upstream;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.letsrun.events.policy.FairBulkhead;
import io.letsrun.events.policy.Hedging;
import io.letsrun.events.policy.OperationBreaker;
import io.letsrun.events.policy.RetryBudget;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Schedulers;

/** The policies of one process: one set of slots and one budget for all operations, a breaker for each. */
final class Policies {

    private final EventsUpstreamProperties properties;
    private final UpstreamMetrics tally;
    private final FairBulkhead slots;
    private final RetryBudget retryBudget;
    private final Map<UpstreamOperation, OperationBreaker> breakers = new EnumMap<>(UpstreamOperation.class);
    private final Map<UpstreamOperation, Guard> guards = new EnumMap<>(UpstreamOperation.class);

    Policies(
            EventsUpstreamProperties properties,
            CircuitBreakerRegistry registry,
            Clock clock,
            DoubleSupplier random,
            MeterRegistry meters,
            ObservationRegistry observations) {
        this.properties = properties;
        this.tally = new UpstreamMetrics(meters);
        this.slots = new FairBulkhead(properties.slots(), properties.waiting(), tally::waited, Schedulers.parallel());
        RetrySettings retry = properties.retry();
        this.retryBudget = new RetryBudget(retry.budget(), Math.max(1, retry.reserve()), retry.reserve());
        tally.watch(slots, retryBudget);
        CallObservations observed = new CallObservations(observations);
        for (UpstreamOperation operation : UpstreamOperation.values()) {
            OperationBreaker breaker = new OperationBreaker(operation.key(), properties.breaker(), registry, clock);
            Retries retries = new Retries(operation, retry, retryBudget, random, breaker::isClosed, tally);
            breakers.put(operation, breaker);
            guards.put(
                    operation,
                    new Guard(
                            operation,
                            slots,
                            breaker,
                            properties.limits().of(operation),
                            retries,
                            retryBudget,
                            hedging(operation),
                            observed));
        }
    }

    EventsUpstream around(UpstreamClient client) {
        return new GuardedUpstream(client, guards, properties.honoursIdempotencyKeys(), tally);
    }

    Collection<OperationBreaker> breakers() {
        return breakers.values();
    }

    FairBulkhead slots() {
        return slots;
    }

    RetryBudget retryBudget() {
        return retryBudget;
    }

    private @Nullable Hedging hedging(UpstreamOperation operation) {
        return operation == UpstreamOperation.EVENT && properties.hedge().enabled()
                ? new Hedging(properties.hedge(), slots::hasFree, tally)
                : null;
    }
}
