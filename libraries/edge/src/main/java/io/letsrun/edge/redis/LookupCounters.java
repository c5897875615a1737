package io.letsrun.edge.redis;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import reactor.core.publisher.Mono;

/** Counts what became of looking for something in Redis: {@code hit}, {@code miss} or {@code away}. */
public final class LookupCounters {

    private final Counter hits;
    private final Counter misses;
    private final Counter away;

    public LookupCounters(MeterRegistry meters, String name, String description) {
        this.hits = counter(meters, name, description, "hit");
        this.misses = counter(meters, name, description, "miss");
        this.away = counter(meters, name, description, "away");
    }

    private static Counter counter(MeterRegistry meters, String name, String description, String result) {
        return Counter.builder(name)
                .description(description)
                .tag("result", result)
                .register(meters);
    }

    /** Counts the lookup, and makes its failure a miss for the caller. */
    public <T> Mono<T> count(Mono<T> lookup) {
        return lookup.doOnSuccess(found -> (found == null ? misses : hits).increment())
                .doOnError(failure -> away.increment())
                .onErrorComplete();
    }
}
