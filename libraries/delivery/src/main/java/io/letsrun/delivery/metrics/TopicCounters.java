package io.letsrun.delivery.metrics;

import io.letsrun.contracts.delivery.FailureReason;
import io.letsrun.contracts.delivery.ReplayResult;
import io.letsrun.delivery.retry.Verdict;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What became of the records of one topic. All counters are there from the start, so that a first increase is seen as one. */
final class TopicCounters {

    private final Map<String, Counter> outcomes = new HashMap<>();
    private final Map<String, Counter> deadLetters = new HashMap<>();
    private final Map<String, Counter> replays = new HashMap<>();

    TopicCounters(MeterRegistry registry, String topic) {
        for (String outcome : new String[] {"stored", "retry", "dead-lettered"}) {
            outcomes.put(outcome, DeliveryMetrics.counter(registry, "records", topic, "outcome", outcome));
        }
        for (FailureReason reason : FailureReason.values()) {
            String code = reason.code();
            deadLetters.put(code, DeliveryMetrics.counter(registry, "dead.letters", topic, "reason", code));
        }
        for (String outcome : new String[] {ReplayResult.APPLIED, ReplayResult.FAILED_AGAIN}) {
            replays.put(outcome, DeliveryMetrics.counter(registry, "replays", topic, "outcome", outcome));
        }
    }

    /** @param replayed whether somebody waits to hear what became of it */
    void count(Verdict verdict, boolean replayed) {
        increment(outcomes, verdict.outcome());
        if (verdict instanceof Verdict.DeadLettered letter) {
            increment(deadLetters, letter.reason().code());
        }
        if (replayed) {
            increment(replays, verdict.replayOutcome());
        }
    }

    private static void increment(Map<String, Counter> counters, @Nullable String key) {
        if (key != null) {
            Objects.requireNonNull(counters.get(key)).increment();
        }
    }
}
