package io.letsrun.events.cache;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/**
 * Single flight: one call for each key at a time. Whoever comes while it is under way gets its result; it is cancelled only when
 * the last one who waits has left.
 *
 * @param <V> what a call brings; a call that fails, fails for all who wait
 */
final class SharedFetches<V> {

    private final ConcurrentMap<String, Fetch> fetches = new ConcurrentHashMap<>();
    private final BiConsumer<String, V> completed;

    /**
     * @param completed takes what a call brought, before anybody who waits for it and in one step with the end of the fetch: a
     *     later caller either finds the fetch or what was kept of it. Not called for a fetch that was called off.
     */
    SharedFetches(BiConsumer<String, V> completed) {
        this.completed = completed;
    }

    /**
     * Returns the result of the key's fetch, which begins now unless it is under way.
     *
     * @param call must look for what was kept: it is also made for whoever found a fetch in the moment of its end
     */
    Mono<V> join(String key, Supplier<Mono<V>> call, Runnable joined) {
        return Mono.defer(() -> {
            Fetch mine = new Fetch(key, call);
            Fetch current = fetches.computeIfAbsent(key, absent -> mine);
            if (current != mine) {
                joined.run();
            }
            return current.result;
        });
    }

    boolean isUnderWay(String key) {
        return fetches.containsKey(key);
    }

    /** Runs the step and lets nothing that is under way be kept: those who wait get it, those who come later do not. */
    void callOff(String key, Runnable step) {
        fetches.compute(key, (unused, fetch) -> {
            step.run();
            return null;
        });
    }

    int size() {
        return fetches.size();
    }

    private final class Fetch {

        private final String key;
        private final Mono<V> result;

        Fetch(String key, Supplier<Mono<V>> call) {
            this.key = key;
            this.result = Mono.fromDirect(Mono.defer(call)
                    .doOnNext(this::complete)
                    .doOnTerminate(this::end)
                    .doOnCancel(this::end)
                    .flux()
                    .replay(1)
                    .refCount());
        }

        private void complete(V value) {
            fetches.computeIfPresent(key, (unused, current) -> {
                if (current != this) {
                    return current;
                }
                completed.accept(key, value);
                return null;
            });
        }

        private void end() {
            fetches.remove(key, this);
        }
    }
}
