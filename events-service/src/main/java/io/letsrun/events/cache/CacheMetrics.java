package io.letsrun.events.cache;

import io.letsrun.events.upstream.UpstreamOperation;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts how often each level of the cache had what one kind was asked for. */
final class CacheMetrics {

    final Level near;
    final Level redis;
    final Counter started;
    final Counter joined;
    final Counter refreshes;

    /** What was looked for in one level of the cache. */
    record Level(Counter fresh, Counter stale, Counter miss) {}

    CacheMetrics(MeterRegistry meters, UpstreamOperation kind) {
        this.near = level(meters, kind, "near");
        this.redis = level(meters, kind, "redis");
        this.started = counter(meters, kind, "flights", "part", "started");
        this.joined = counter(meters, kind, "flights", "part", "joined");
        this.refreshes = counter(meters, kind, "refreshes");
    }

    private static Level level(MeterRegistry meters, UpstreamOperation kind, String level) {
        return new Level(
                counter(meters, kind, "lookups", "level", level, "result", "fresh"),
                counter(meters, kind, "lookups", "level", level, "result", "stale"),
                counter(meters, kind, "lookups", "level", level, "result", "miss"));
    }

    private static Counter counter(MeterRegistry meters, UpstreamOperation kind, String name, String... tags) {
        return Counter.builder("letsrun.events.cache." + name)
                .tag("kind", kind.label())
                .tags(tags)
                .register(meters);
    }
}
