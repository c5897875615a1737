package io.letsrun.events.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.letsrun.events.cache.Lookup.Copy;
import io.letsrun.events.redis.Redis;
import io.letsrun.events.upstream.Fetched;
import io.letsrun.events.upstream.MissingReason;
import io.letsrun.events.upstream.Requester;
import io.lettuce.core.KeyValue;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The copies of one kind: near, in Redis, and on their way from the upstream. Thread-safe. */
public final class ReadThroughCache<T> {

    private static final int RESTING = 100_000;

    private final CachedKind kind;
    private final Cache<String, Copy<T>> near;
    private final CopyFormat<T> format;
    private final BiFunction<String, Requester, Mono<Fetched<T>>> upstream;
    private final Redis redis;
    private final Lifetime lifetime;
    private final RefreshLimit refreshes;
    private final Clock clock;
    private final CacheMetrics meters;
    private final Cache<String, Boolean> resting;
    private final AtomicLong changes = new AtomicLong();
    private final SharedFetches<Landing<T>> flights = new SharedFetches<>(this::keep);

    ReadThroughCache(
            CachedKind kind,
            Cache<String, Copy<T>> near,
            CopyFormat<T> format,
            BiFunction<String, Requester, Mono<Fetched<T>>> upstream,
            CacheSettings around) {
        this.kind = kind;
        this.near = near;
        this.format = format;
        this.upstream = upstream;
        this.redis = around.redis();
        this.lifetime = around.properties().lifetime(kind);
        this.refreshes = around.refreshes();
        this.clock = around.clock();
        this.meters = new CacheMetrics(around.meters(), kind);
        this.resting = Caffeine.newBuilder()
                .maximumSize(RESTING)
                .ticker(() -> Duration.ofMillis(clock.millis()).toNanos())
                .expireAfterWrite(refreshes.pause())
                .build();
    }

    /** Returns the copy in this process, fresh or stale; null when there is none. */
    public @Nullable Copy<T> peek(String id) {
        Copy<T> copy = near.getIfPresent(id);
        long now = clock.millis();
        if (copy == null || !copy.isUsable(now)) {
            meters.nearMiss.increment();
            return null;
        }
        (copy.isFresh(now) ? meters.nearFresh : meters.nearStale).increment();
        return copy;
    }

    /** Returns whether this very copy is the one in this process. */
    public boolean has(String id, Copy<T> copy) {
        return near.getIfPresent(id) == copy;
    }

    /**
     * Looks for copies in Redis, by one command for all of them.
     *
     * @return one for each id, in order, fresh or stale or nothing; never fails
     */
    public Flux<Recalled<T>> recall(List<String> ids) {
        String[] keys = ids.stream().map(kind::key).toArray(String[]::new);
        long before = changes.get();
        return redis.ask(commands -> commands.mget(keys))
                .flatMapIterable(values -> recalled(ids, values, before))
                .onErrorResume(away -> Flux.fromIterable(ids).map(id -> new Recalled<>(id, null)));
    }

    private List<Recalled<T>> recalled(List<String> ids, List<KeyValue<String, byte[]>> values, long before) {
        List<Recalled<T>> recalled = new ArrayList<>(ids.size());
        for (int i = 0; i < ids.size(); i++) {
            KeyValue<String, byte[]> value = values.get(i);
            recalled.add(recalled(ids.get(i), value.hasValue() ? value.getValue() : null, before));
        }
        return recalled;
    }

    private Recalled<T> recalled(String id, byte @Nullable [] value, long before) {
        long now = clock.millis();
        Copy<T> copy = value == null ? null : format.read(id, value, lifetime, now);
        if (copy == null || !copy.isUsable(now)) {
            meters.redisMiss.increment();
            return new Recalled<>(id, null);
        }
        (copy.isFresh(now) ? meters.redisFresh : meters.redisStale).increment();
        if (changes.get() == before) { // or it may be older than what was changed or dropped meanwhile
            near.asMap().merge(id, copy, ReadThroughCache::newer);
        }
        return new Recalled<>(id, copy);
    }

    private static <T> Copy<T> newer(Copy<T> kept, Copy<T> other) {
        return other.at() > kept.at() ? other : kept;
    }

    /**
     * Asks the upstream, unless it is being asked already. A flight may be on behalf of somebody whose time ends before the
     * asker's; then the asker starts another.
     */
    public Mono<Lookup<T>> fetch(String id, Requester asker) {
        return flights.join(id, () -> call(id, asker), meters.joined::increment)
                .flatMap(landing -> landing.endedTooSoonFor(asker) ? fetch(id, asker) : Mono.just(landing.held()));
    }

    private Mono<Landing<T>> call(String id, Requester asker) {
        @Nullable Copy<T> kept = near.getIfPresent(id);
        if (kept != null && kept.isFresh(clock.millis())) {
            return Mono.just(new Landing<>(kept, asker)); // landed between the look and the flight
        }
        meters.started.increment();
        return upstream.apply(id, asker).map(fetched -> new Landing<>(held(fetched), asker));
    }

    private Lookup<T> held(Fetched<T> fetched) {
        return switch (fetched) {
            case Fetched.Found<T> found -> lifetime.copy(found.value(), clock.millis());
            case Fetched.Unknown<T> unknown -> lifetime.copy(null, clock.millis());
            case Fetched.Missed<T> missed -> new Lookup.Missing<>(missed.reason(), missed.retryAfter());
        };
    }

    /** Looks in Redis, then asks the upstream. What is stale is refreshed. */
    public Mono<Lookup<T>> find(String id, Requester asker) {
        return recall(List.of(id))
                .next()
                .flatMap(
                        recalled -> recalled.copy() == null ? fetch(id, asker) : Mono.just(fresh(id, recalled.copy())));
    }

    private Lookup<T> fresh(String id, Copy<T> copy) {
        if (!copy.isFresh(clock.millis())) {
            refresh(List.of(id));
        }
        return copy;
    }

    /** Asks the upstream for stale copies in the background: for each once, and for no more than there is room for. */
    public void refresh(Collection<String> ids) {
        Requester asker = Requester.within(refreshes.patience());
        for (String id : ids) {
            if (!flights.isUnderWay(id) && resting.getIfPresent(id) == null && refreshes.begin()) {
                resting.put(id, true);
                meters.refreshes.increment();
                var unused = fetch(id, asker).doFinally(end -> refreshes.end()).subscribe();
            }
        }
    }

    /** Keeps what the upstream has just confirmed by other means. */
    public void put(String id, T value) {
        changes.incrementAndGet();
        flights.callOff(id, () -> keep(id, lifetime.copy(value, clock.millis())));
    }

    /** Changes the copy in this process, as young as it was; the one in Redis is replaced, or forgotten if there is none here. */
    public void change(String id, UnaryOperator<T> change) {
        changes.incrementAndGet();
        flights.callOff(id, () -> {
            Copy<T> copy = near.getIfPresent(id);
            if (copy == null || copy.value() == null || !copy.isUsable(clock.millis())) {
                drop(id);
            } else {
                keep(id, new Copy<>(change.apply(copy.value()), copy.at(), copy.freshUntil(), copy.usableUntil()));
            }
        });
    }

    /** Keeps no copy any longer. */
    public void forget(String id) {
        changes.incrementAndGet();
        flights.callOff(id, () -> drop(id));
    }

    private void drop(String id) {
        near.invalidate(id);
        redis.tell(commands -> commands.del(kind.key(id)));
    }

    private void keep(String id, Landing<T> landing) {
        if (landing.held() instanceof Copy<T> copy && near.getIfPresent(id) != copy) {
            keep(id, copy);
        }
    }

    private void keep(String id, Copy<T> copy) {
        near.put(id, copy);
        byte[] bytes = format.write(id, copy);
        long left = copy.usableUntil() - clock.millis();
        if (bytes != null && left > 0) {
            redis.tell(commands -> commands.psetex(kind.key(id), left, bytes));
        }
    }

    /** How many calls to the upstream are under way for this kind. */
    int underWay() {
        return flights.size();
    }

    /**
     * What Redis had.
     *
     * @param copy null for nothing
     */
    public record Recalled<T>(String id, @Nullable Copy<T> copy) {}

    /** What a call brought, and on whose behalf it was made. */
    private record Landing<T>(Lookup<T> held, Requester asker) {

        boolean endedTooSoonFor(Requester other) {
            return held instanceof Lookup.Missing<T> lost
                    && lost.reason() == MissingReason.DEADLINE
                    && asker != other
                    && !other.remaining().isZero();
        }
    }
}
