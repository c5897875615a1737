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
 * One call for each key, whoever waits for it: who comes while it is under way gets its result, who leaves does not end it for
 * the others, and the last one to leave does.
 *
 * @param <V> what a call brings; a call that fails, fails for all who wait
 */
final class SharedFetches<V> {

    private final ConcurrentMap<String, Flight> flights = new ConcurrentHashMap<>();
    private final BiConsumer<String, V> landed;

    /**
     * @param landed takes what a call brought, before anybody who waits for it and in one step with the end of the flight: a
     *     later passenger either finds the flight or what was kept of it. Not called for a flight that was called off.
     */
    SharedFetches(BiConsumer<String, V> landed) {
        this.landed = landed;
    }

    /** Returns the result of the key's flight, which begins now unless it is under way. */
    Mono<V> join(String key, Supplier<Mono<V>> call, Runnable joined) {
        return Mono.deferContextual(context -> {
            while (true) {
                Flight flight = flights.computeIfAbsent(key, Flight::new);
                int passengers = flight.board();
                if (passengers == 1) {
                    flight.start(call.get(), context);
                    return flight.passenger();
                } else if (passengers > 1) {
                    joined.run();
                    return flight.passenger();
                }
                flights.remove(key, flight); // the last one left it just now
            }
        });
    }

    boolean isUnderWay(String key) {
        return flights.containsKey(key);
    }

    /** Runs the step and lets nothing that is under way be kept: those who wait get it, those who come later do not. */
    void callOff(String key, Runnable step) {
        flights.compute(key, (unused, flight) -> {
            step.run();
            return null;
        });
    }

    int size() {
        return flights.size();
    }

    private final class Flight {

        private final String key;
        private final Sinks.One<V> result = Sinks.one();
        private final Disposable.Swap call = Disposables.swap();
        private int passengers;
        private boolean abandoned;

        Flight(String key) {
            this.key = key;
        }

        /** Returns how many are on board now; zero when it is too late. */
        synchronized int board() {
            return abandoned ? 0 : ++passengers;
        }

        /** The one place that subscribes by itself: a call has many who wait for it, and belongs to none of them. */
        void start(Mono<V> source, ContextView context) {
            call.update(source.contextWrite(context).subscribe(this::land, this::crash, this::vanish));
        }

        Mono<V> passenger() {
            return result.asMono().doOnCancel(this::leave);
        }

        private void leave() {
            synchronized (this) {
                if (--passengers > 0) {
                    return;
                }
                abandoned = true;
            }
            flights.remove(key, this);
            call.dispose();
        }

        private void land(V value) {
            flights.compute(key, (unused, current) -> {
                if (current != this) {
                    return current;
                }
                landed.accept(key, value);
                return null;
            });
            result.tryEmitValue(value);
        }

        private void crash(Throwable failure) {
            flights.remove(key, this);
            result.tryEmitError(failure);
        }

        private void vanish() {
            flights.remove(key, this);
            result.tryEmitEmpty();
        }
    }
}
