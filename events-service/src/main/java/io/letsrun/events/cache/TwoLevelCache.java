package io.letsrun.events.cache;

import com.github.benmanes.caffeine.cache.Cache;
import io.letsrun.edge.redis.Redis;
import io.letsrun.events.cache.CacheProperties.Lifetime;
import io.letsrun.events.cache.Lookup.Copy;
import io.letsrun.events.cache.ReadThroughCache.Recalled;
import io.letsrun.events.upstream.UpstreamOperation;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** The copies of one kind: in this process, and in Redis for all instances. Thread-safe. */
final class TwoLevelCache<T> {

    private final UpstreamOperation kind;
    private final Cache<String, Copy<T>> near;
    private final CopyFormat<T> format;
    private final Lifetime lifetime;
    private final Redis redis;
    private final Clock clock;
    private final CacheMetrics metrics;
    private final AtomicLong changes = new AtomicLong();

    TwoLevelCache(
            UpstreamOperation kind,
            Cache<String, Copy<T>> near,
            CopyFormat<T> format,
            Lifetime lifetime,
            Redis redis,
            Clock clock,
            MeterRegistry meters) {
        this.kind = kind;
        this.near = near;
        this.format = format;
        this.lifetime = lifetime;
        this.redis = redis;
        this.clock = clock;
        this.metrics = new CacheMetrics(meters, kind);
    }

    CacheMetrics metrics() {
        return metrics;
    }

    Clock clock() {
        return clock;
    }

    /** Returns a copy of what the upstream says now; of nothing when it says that there is no such thing. */
    Copy<T> copy(@Nullable T value) {
        return lifetime.copy(value, clock.millis());
    }

    /** Returns the copy in this process, fresh or stale; null when there is none. */
    @Nullable Copy<T> near(String id) {
        @Nullable Copy<T> copy = near.getIfPresent(id);
        long now = clock.millis();
        if (copy == null || !copy.isUsable(now)) {
            metrics.near.miss().increment();
            return null;
        }
        (copy.isFresh(now) ? metrics.near.fresh() : metrics.near.stale()).increment();
        return copy;
    }

    /** Returns whatever copy this process has, usable or not, and counts nothing. */
    @Nullable Copy<T> current(String id) {
        return near.getIfPresent(id);
    }

    /**
     * Looks for copies in Redis, by one command for all of them.
     *
     * @return one for each id, in order, fresh or stale or nothing; never fails
     */
    Flux<Recalled<T>> inRedis(List<String> ids) {
        String[] keys = ids.stream().map(this::key).toArray(String[]::new);
        long before = changes.get();
        return redis.getAll(keys)
                .flatMapIterable(values -> recalled(ids, values, before))
                .onErrorResume(away -> Flux.fromIterable(ids).map(id -> new Recalled<>(id, null)));
    }

    private List<Recalled<T>> recalled(List<String> ids, List<byte @Nullable []> values, long before) {
        List<Recalled<T>> recalled = new ArrayList<>(ids.size());
        for (int i = 0; i < ids.size(); i++) {
            byte[] value = values.get(i);
            recalled.add(new Recalled<>(ids.get(i), value == null ? missed() : recalled(ids.get(i), value, before)));
        }
        return recalled;
    }

    private @Nullable Copy<T> missed() {
        metrics.redis.miss().increment();
        return null;
    }

    private @Nullable Copy<T> recalled(String id, byte[] value, long before) {
        long now = clock.millis();
        @Nullable Copy<T> copy = format.read(id, value, lifetime, now);
        if (copy == null || !copy.isUsable(now)) {
            return missed();
        }
        (copy.isFresh(now) ? metrics.redis.fresh() : metrics.redis.stale()).increment();
        if (changes.get() == before) { // or it may be older than what was changed or dropped meanwhile
            near.asMap().merge(id, copy, TwoLevelCache::newer);
        }
        return copy;
    }

    private static <T> Copy<T> newer(Copy<T> kept, Copy<T> other) {
        return other.at() > kept.at() ? other : kept;
    }

    void keep(String id, Copy<T> copy) {
        near.put(id, copy);
        byte[] bytes = format.write(id, copy);
        long left = copy.usableUntil() - clock.millis();
        if (bytes != null && left > 0) {
            redis.put(key(id), bytes, Duration.ofMillis(left));
        }
    }

    void drop(String id) {
        near.invalidate(id);
        redis.remove(key(id));
    }

    /** The version is the format's. */
    private String key(String id) {
        return "letsrun:events:2:" + kind.label() + ':' + id;
    }

    /** From now on, what Redis was asked before may be out of date. */
    void changed() {
        changes.incrementAndGet();
    }
}
