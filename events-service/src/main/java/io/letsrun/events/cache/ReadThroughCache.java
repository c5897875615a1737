package io.letsrun.events.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.letsrun.events.cache.Lookup.Copy;
import io.letsrun.events.cache.Lookup.Missing;
import io.letsrun.events.upstream.MissingReason;
import io.letsrun.events.upstream.Requester;
import io.letsrun.events.upstream.UpstreamFailure;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One kind of the upstream's things: from this process, from Redis, and from the upstream, where everybody who asks for one thing
 * shares one fetch. Refreshes stale copies in the background. Thread-safe.
 */
public final class ReadThroughCache<T> {

    private static final int RESTING = 100_000;
    private static final Duration REFRESH_DEADLINE = Duration.ofSeconds(3);

    private final TwoLevelCache<T> copies;
    private final BiFunction<String, Requester, Mono<Optional<T>>> upstream;
    private final Semaphore refreshes;
    private final Clock clock;
    private final Cache<String, Boolean> resting;
    private final SharedFetches<Fetched<T>> fetches = new SharedFetches<>(this::keep);

    /** @param refreshes the room for refreshes in the background, which all kinds share: a storm of them would take turns from requests */
    ReadThroughCache(
            TwoLevelCache<T> copies,
            BiFunction<String, Requester, Mono<Optional<T>>> upstream,
            Semaphore refreshes,
            CacheProperties properties) {
        this.copies = copies;
        this.upstream = upstream;
        this.refreshes = refreshes;
        this.clock = copies.clock();
        this.resting = Caffeine.newBuilder()
                .maximumSize(RESTING)
                .ticker(() -> Duration.ofMillis(clock.millis()).toNanos())
                .expireAfterWrite(properties.refreshPause())
                .build();
    }

    /** Returns the copy in this process, fresh or stale; null when there is none. */
    public @Nullable Copy<T> near(String id) {
        return copies.near(id);
    }

    /** Returns whether this very copy is the one in this process. */
    public boolean has(String id, Copy<T> copy) {
        return copies.current(id) == copy;
    }

    /**
     * Looks for copies in Redis, by one command for all of them.
     *
     * @return one for each id, in order, fresh or stale or nothing; never fails
     */
    public Flux<Recalled<T>> inRedis(List<String> ids) {
        return copies.inRedis(ids);
    }

    /** Looks in this process, then in Redis, then asks the upstream. What is stale is refreshed. */
    public Mono<Lookup<T>> get(String id, Requester requester) {
        return Mono.defer(() -> {
            @Nullable Copy<T> near = near(id);
            return near == null
                    ? inRedis(List.of(id)).next().flatMap(recalled -> orFetched(recalled, requester))
                    : Mono.just(refreshed(id, near));
        });
    }

    private Mono<Lookup<T>> orFetched(Recalled<T> recalled, Requester requester) {
        return recalled.copy() == null
                ? fetch(recalled.id(), requester)
                : Mono.just(refreshed(recalled.id(), recalled.copy()));
    }

    private Lookup<T> refreshed(String id, Copy<T> copy) {
        if (!copy.isFresh(clock.millis())) {
            refresh(List.of(id));
        }
        return copy;
    }

    /**
     * Asks the upstream, unless it is being asked already. A fetch may be on behalf of somebody whose time ends before the
     * requester's; then the requester starts another.
     */
    public Mono<Lookup<T>> fetch(String id, Requester requester) {
        return fetches.join(id, () -> call(id, requester), copies.metrics().joined::increment)
                .flatMap(fetched ->
                        fetched.endedTooSoonFor(requester) ? fetch(id, requester) : Mono.just(fetched.lookup()));
    }

    private Mono<Fetched<T>> call(String id, Requester requester) {
        @Nullable Copy<T> kept = copies.current(id);
        if (kept != null && kept.isFresh(clock.millis())) {
            return Mono.just(new Fetched<>(kept, requester)); // kept between the look and the fetch
        }
        copies.metrics().started.increment();
        return upstream.apply(id, requester)
                .<Lookup<T>>map(found -> copies.copy(found.orElse(null)))
                .onErrorResume(UpstreamFailure.class, failure -> Mono.just(Missing.of(failure)))
                .map(lookup -> new Fetched<>(lookup, requester));
    }

    private void keep(String id, Fetched<T> fetched) {
        if (fetched.lookup() instanceof Copy<T> copy && copies.current(id) != copy) {
            copies.keep(id, copy);
        }
    }

    /** Asks the upstream for stale copies in the background: for each once, and for no more than there is room for. */
    public void refresh(Collection<String> ids) {
        Requester requester = Requester.within(REFRESH_DEADLINE);
        for (String id : ids) {
            if (!fetches.isUnderWay(id) && resting.getIfPresent(id) == null && refreshes.tryAcquire()) {
                resting.put(id, true);
                copies.metrics().refreshes.increment();
                var unused = fetch(id, requester)
                        .doFinally(end -> refreshes.release())
                        .subscribe();
            }
        }
    }

    /** Keeps what the upstream has just confirmed by other means. */
    public void put(String id, T value) {
        copies.changed();
        fetches.callOff(id, () -> copies.keep(id, copies.copy(value)));
    }

    /** Changes the copy in this process, as young as it was; the one in Redis is replaced, or forgotten if there is none here. */
    public void change(String id, UnaryOperator<T> change) {
        copies.changed();
        fetches.callOff(id, () -> {
            @Nullable Copy<T> copy = copies.current(id);
            if (copy == null || copy.value() == null || !copy.isUsable(clock.millis())) {
                copies.drop(id);
            } else {
                copies.keep(
                        id, new Copy<>(change.apply(copy.value()), copy.at(), copy.freshUntil(), copy.usableUntil()));
            }
        });
    }

    /** Keeps no copy any longer. */
    public void forget(String id) {
        copies.changed();
        fetches.callOff(id, () -> copies.drop(id));
    }

    /** How many calls to the upstream are under way for this kind. */
    int underWay() {
        return fetches.size();
    }

    /**
     * What Redis had.
     *
     * @param copy null for nothing
     */
    public record Recalled<T>(String id, @Nullable Copy<T> copy) {}

    /** What a call brought, and on whose behalf it was made. */
    private record Fetched<T>(Lookup<T> lookup, Requester requester) {

        boolean endedTooSoonFor(Requester other) {
            return lookup instanceof Missing<T> missing
                    && missing.reason() == MissingReason.DEADLINE
                    && requester != other
                    && !other.remaining().isZero();
        }
    }
}
