package io.letsrun.events.policy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Makes a second attempt when the first takes longer than nearly all did lately; the first good answer of the two is the
 * answer, and the other attempt is cancelled.
 */
public final class Hedging {

    /** What is told of hedges. */
    public interface UpstreamMetrics {

        void sent();

        void won();
    }

    private static final int BURST = 5;

    private final Latencies latencies;
    private final RetryBudget budget;
    private final BooleanSupplier idle;
    private final UpstreamMetrics tally;

    /** @param idle whether a second attempt would take nobody's place */
    public Hedging(HedgeSettings settings, BooleanSupplier idle, UpstreamMetrics tally) {
        this.latencies = new Latencies(settings.quantile(), settings.samples());
        this.budget = new RetryBudget(settings.share(), BURST, 0);
        this.idle = idle;
        this.tally = tally;
    }

    /** @param attempt makes one, and runs what it is given when the call itself begins, after all waiting */
    public <T> Mono<T> around(Function<Runnable, Mono<T>> attempt) {
        return Mono.defer(() -> {
            budget.earn();
            Race race = new Race();
            Mono<T> first = attempt.apply(race::begin).onErrorResume(race::lost);
            Duration patience = latencies.estimate();
            Mono<T> raced = patience == null ? first : Mono.firstWithSignal(first, second(race, patience, attempt));
            return raced.doOnNext(answer -> latencies.record(race.elapsed()));
        });
    }

    private <T> Mono<T> second(Race race, Duration patience, Function<Runnable, Mono<T>> attempt) {
        return race.begun
                .asMono()
                .then(Mono.delay(patience))
                .filter(tick -> joins(race))
                .flatMap(tick -> attempt.apply(() -> {}))
                .doOnNext(answer -> tally.won())
                .onErrorResume(race::lost)
                .switchIfEmpty(Mono.never());
    }

    private boolean joins(Race race) {
        if (!idle.getAsBoolean() || !budget.take()) {
            return false;
        }
        if (!race.join()) {
            budget.refund();
            return false;
        }
        tally.sent();
        return true;
    }

    /**
     * One call's attempts. The latency of a call is counted from the first one's beginning even where the second wins: the
     * slow ones would be missing otherwise, and the estimate would sink until everything counted as slow.
     */
    private static final class Race {

        private final AtomicInteger running = new AtomicInteger(1);
        private final Sinks.Empty<Void> begun = Sinks.empty();
        private volatile @Nullable Long since;

        void begin() {
            since = System.nanoTime();
            begun.tryEmitEmpty();
        }

        /** Returns false when the first attempt has failed already: what to do then is not a hedge's business. */
        boolean join() {
            return running.getAndUpdate(attempts -> attempts == 0 ? 0 : attempts + 1) != 0;
        }

        /** The failure counts when no other attempt is left that may still do better. */
        <T> Mono<T> lost(Throwable failure) {
            return running.decrementAndGet() == 0 ? Mono.error(failure) : Mono.never();
        }

        long elapsed() {
            Long from = since;
            return from == null ? 0 : System.nanoTime() - from;
        }
    }
}
