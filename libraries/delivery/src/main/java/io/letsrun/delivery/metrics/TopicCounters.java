package io.letsrun.delivery.metrics;

import io.letsrun.contracts.delivery.FailureReason;
import io.letsrun.contracts.delivery.ReplayResult;
import io.letsrun.delivery.retry.Verdict;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** What became of the records of one topic. All counters are there from the start, so that a first increase is seen as one. */
final class TopicCounters {

    private final Counter stored;
    private final Counter retry;
    private final Counter dead;
    private final Map<FailureReason, Counter> deadLetters = new EnumMap<>(FailureReason.class);
    private final Counter applied;
    private final Counter failedAgain;

    TopicCounters(MeterRegistry registry, String topic) {
        this.stored = outcome(registry, topic, "stored");
        this.retry = outcome(registry, topic, "retry");
        this.dead = outcome(registry, topic, "dead-lettered");
        for (FailureReason reason : FailureReason.values()) {
            deadLetters.put(reason, DeliveryMetrics.counter(registry, "dead.letters", topic, "reason", reason.code()));
        }
        this.applied = DeliveryMetrics.counter(registry, "replays", topic, "outcome", ReplayResult.APPLIED);
        this.failedAgain = DeliveryMetrics.counter(registry, "replays", topic, "outcome", ReplayResult.FAILED_AGAIN);
    }

    private static Counter outcome(MeterRegistry registry, String topic, String outcome) {
        return DeliveryMetrics.counter(registry, "records", topic, "outcome", outcome);
    }

    /** @param replayed whether somebody waits to hear what became of it */
    void count(Verdict verdict, boolean replayed) {
        switch (verdict) {
            case Verdict.Stored unused -> stored.increment();
            case Verdict.Retry unused -> retry.increment();
            case Verdict.DeadLettered letter -> {
                dead.increment();
                Objects.requireNonNull(deadLetters.get(letter.reason())).increment();
            }
        }
        if (replayed) {
            fate(verdict);
        }
    }

    private void fate(Verdict verdict) {
        switch (verdict) {
            case Verdict.Stored unused -> applied.increment();
            case Verdict.Retry unused -> {}
            case Verdict.DeadLettered unused -> failedAgain.increment();
        }
    }
}
