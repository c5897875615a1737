package io.letsrun.events.cache;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.context.ContextView;

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

    /** Returns the result of the key's fetch, which begins now unless it is under way. */
    Mono<V> join(String key, Supplier<Mono<V>> call, Runnable joined) {
        return Mono.deferContextual(context -> {
            while (true) {
                Fetch fetch = fetches.computeIfAbsent(key, Fetch::new);
                int waiters = fetch.join();
                if (waiters == 1) {
                    fetch.start(Mono.defer(call), context); // a call that throws must not stay under way
                    return fetch.result();
                } else if (waiters > 1) {
                    joined.run();
                    return fetch.result();
                }
                fetches.remove(key, fetch); // the last one left it just now
            }
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
        private final Sinks.One<V> result = Sinks.one();
        private final Disposable.Swap call = Disposables.swap();
        private int waiters;
        private boolean abandoned;

        Fetch(String key) {
            this.key = key;
        }

        /** Returns how many wait now; zero when it is too late. */
        synchronized int join() {
            return abandoned ? 0 : ++waiters;
        }

        /** The one place that subscribes by itself: a call has many who wait for it, and belongs to none of them. */
        void start(Mono<V> source, ContextView context) {
            call.update(source.contextWrite(context).subscribe(this::complete, this::fail, this::end));
        }

        Mono<V> result() {
            return result.asMono().doOnCancel(this::leave);
        }

        private void leave() {
            synchronized (this) {
                if (--waiters > 0) {
                    return;
                }
                abandoned = true;
            }
            fetches.remove(key, this);
            call.dispose();
        }

        private void complete(V value) {
            fetches.compute(key, (unused, current) -> {
                if (current != this) {
                    return current;
                }
                completed.accept(key, value);
                return null;
            });
            result.tryEmitValue(value);
        }

        private void fail(Throwable failure) {
            fetches.remove(key, this);
            result.tryEmitError(failure);
        }

        private void end() {
            fetches.remove(key, this);
            result.tryEmitEmpty();
        }
    }
}
