package io.letsrun.events.cache;

import io.letsrun.events.upstream.UpstreamOperation;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts how often each level of the cache had what one kind was asked for. */
final class CacheMetrics {

    final Counter nearFresh;
    final Counter nearStale;
    final Counter nearMiss;
    final Counter redisFresh;
    final Counter redisStale;
    final Counter redisMiss;
    final Counter started;
    final Counter joined;
    final Counter refreshes;

    CacheMetrics(MeterRegistry meters, UpstreamOperation kind) {
        this.nearFresh = lookup(meters, kind, "near", "fresh");
        this.nearStale = lookup(meters, kind, "near", "stale");
        this.nearMiss = lookup(meters, kind, "near", "miss");
        this.redisFresh = lookup(meters, kind, "redis", "fresh");
        this.redisStale = lookup(meters, kind, "redis", "stale");
        this.redisMiss = lookup(meters, kind, "redis", "miss");
        this.started = flight(meters, kind, "started");
        this.joined = flight(meters, kind, "joined");
        this.refreshes = Counter.builder("letsrun.events.cache.refreshes")
                .description("fetches of what was served stale")
                .tag("kind", kind.label())
                .register(meters);
    }

    private static Counter lookup(MeterRegistry meters, UpstreamOperation kind, String level, String result) {
        return Counter.builder("letsrun.events.cache.lookups")
                .description("copies that were looked for in one level of the cache")
                .tag("kind", kind.label())
                .tag("level", level)
                .tag("result", result)
                .register(meters);
    }

    private static Counter flight(MeterRegistry meters, UpstreamOperation kind, String part) {
        return Counter.builder("letsrun.events.cache.flights")
                .description("fetches that were started, and those who joined one that was under way")
                .tag("kind", kind.label())
                .tag("part", part)
                .register(meters);
    }
}
