package io.letsrun.events.upstream;

import io.letsrun.events.policy.Budget;
import io.letsrun.events.policy.Hedging;
import io.letsrun.events.policy.Slots;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Counts what the policies do. The breakers' meters are resilience4j's own, those of the calls come from observations. */
final class Tally implements Hedging.Tally {

    private static final String PREFIX = "letsrun.events.upstream.";

    private final MeterRegistry meters;
    private final Timer waits;
    private final Counter hedges;
    private final Counter wins;
    private final Map<Operation, Counter> retries = new EnumMap<>(Operation.class);
    private final Map<Operation, Counter> denials = new EnumMap<>(Operation.class);

    Tally(MeterRegistry meters) {
        this.meters = meters;
        this.waits = Timer.builder(PREFIX + "queue.wait")
                .description("From asking for a slot until having it")
                .register(meters);
        this.hedges = meters.counter(PREFIX + "hedges.sent");
        this.wins = meters.counter(PREFIX + "hedges.won");
        for (Operation operation : Operation.values()) {
            retries.put(operation, meters.counter(PREFIX + "retries", "operation", operation.key()));
            denials.put(operation, meters.counter(PREFIX + "retries.denied", "operation", operation.key()));
            for (Reason reason : Reason.values()) {
                fates(operation, reason.name().toLowerCase(Locale.ROOT));
            }
        }
    }

    void watch(Slots slots, Budget retryBudget) {
        Gauge.builder(PREFIX + "in.flight", slots, Slots::taken).register(meters);
        Gauge.builder(PREFIX + "queued", slots, Slots::waiting).register(meters);
        Gauge.builder(PREFIX + "retries.budget", retryBudget, Budget::left).register(meters);
    }

    void waited(long nanos) {
        waits.record(nanos, TimeUnit.NANOSECONDS);
    }

    void retried(Operation operation) {
        count(retries, operation);
    }

    /** The budget was empty. */
    void denied(Operation operation) {
        count(denials, operation);
    }

    /** @param fate of a call after all attempts, in one word */
    void ended(Operation operation, String fate) {
        fates(operation, fate).increment();
    }

    private Counter fates(Operation operation, String fate) {
        return meters.counter(PREFIX + "fates", "operation", operation.key(), "fate", fate);
    }

    @Override
    public void sent() {
        hedges.increment();
    }

    @Override
    public void won() {
        wins.increment();
    }

    private static void count(Map<Operation, Counter> counters, Operation operation) {
        Counter counter = counters.get(operation);
        if (counter != null) {
            counter.increment();
        }
    }
}
