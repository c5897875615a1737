package io.letsrun.events.policy;

import io.letsrun.events.upstream.MissingReason;
import io.letsrun.events.upstream.UpstreamOperation;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/** Counts what the policies do. The breakers' meters are resilience4j's own, those of the calls come from observations. */
final class UpstreamMetrics {

    private static final String PREFIX = "letsrun.events.upstream.";

    private final MeterRegistry meters;
    private final Timer waits;

    UpstreamMetrics(MeterRegistry meters) {
        this.meters = meters;
        this.waits = Timer.builder(PREFIX + "queue.wait")
                .description("From asking for a slot until having it")
                .register(meters);
        for (UpstreamOperation operation : UpstreamOperation.values()) {
            counter(operation, "retries");
            counter(operation, "retries.denied");
            for (MissingReason reason : MissingReason.values()) {
                fates(operation, reason.label());
            }
        }
    }

    void watch(FairBulkhead slots, RetryBudget retryBudget) {
        Gauge.builder(PREFIX + "in.flight", slots, FairBulkhead::taken).register(meters);
        Gauge.builder(PREFIX + "queued", slots, FairBulkhead::waiting).register(meters);
        Gauge.builder(PREFIX + "retries.budget", retryBudget, RetryBudget::left).register(meters);
    }

    void waited(long nanos) {
        waits.record(nanos, TimeUnit.NANOSECONDS);
    }

    void retried(UpstreamOperation operation) {
        counter(operation, "retries").increment();
    }

    /** The budget was empty. */
    void denied(UpstreamOperation operation) {
        counter(operation, "retries.denied").increment();
    }

    /** @param fate of a call after all attempts, in one word */
    void ended(UpstreamOperation operation, String fate) {
        fates(operation, fate).increment();
    }

    private Counter fates(UpstreamOperation operation, String fate) {
        return meters.counter(PREFIX + "fates", "operation", operation.label(), "fate", fate);
    }

    private Counter counter(UpstreamOperation operation, String name) {
        return meters.counter(PREFIX + name, "operation", operation.label());
    }
}
