package io.letsrun.events.upstream;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.letsrun.events.policy.Breaker;
import io.letsrun.events.policy.Budget;
import io.letsrun.events.policy.Hedging;
import io.letsrun.events.policy.Slots;
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

    private final UpstreamProperties properties;
    private final Tally tally;
    private final Slots slots;
    private final Budget retryBudget;
    private final Map<Operation, Breaker> breakers = new EnumMap<>(Operation.class);
    private final Map<Operation, Guard> guards = new EnumMap<>(Operation.class);

    Policies(
            UpstreamProperties properties,
            CircuitBreakerRegistry registry,
            Clock clock,
            DoubleSupplier random,
            MeterRegistry meters,
            ObservationRegistry observations) {
        this.properties = properties;
        this.tally = new Tally(meters);
        this.slots = new Slots(properties.slots(), properties.waiting(), tally::waited, Schedulers.parallel());
        RetrySettings retry = properties.retry();
        this.retryBudget = new Budget(retry.budget(), Math.max(1, retry.reserve()), retry.reserve());
        tally.watch(slots, retryBudget);
        Observed observed = new Observed(observations);
        for (Operation operation : Operation.values()) {
            Breaker breaker = new Breaker(operation.key(), properties.breaker(), registry, clock);
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

    Upstream around(UpstreamClient client) {
        return new GuardedUpstream(client, guards, properties.honoursIdempotencyKeys(), tally);
    }

    Collection<Breaker> breakers() {
        return breakers.values();
    }

    Slots slots() {
        return slots;
    }

    Budget retryBudget() {
        return retryBudget;
    }

    private @Nullable Hedging hedging(Operation operation) {
        return operation == Operation.EVENT && properties.hedge().enabled()
                ? new Hedging(properties.hedge(), slots::hasFree, tally)
                : null;
    }
}
