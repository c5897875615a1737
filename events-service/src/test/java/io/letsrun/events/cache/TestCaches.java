package io.letsrun.events.cache;

import io.letsrun.edge.redis.Redis;
import io.letsrun.events.upstream.EventsUpstream;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import reactor.core.scheduler.Scheduler;

/** Shelves with the default lifetimes, or others. */
public final class TestCaches {

    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    private TestCaches() {}

    public static UpstreamCaches of(EventsUpstream upstream, Redis redis, Clock clock, Map<String, String> properties) {
        return new UpstreamCaches(upstream, redis, properties(properties), clock, new SimpleMeterRegistry());
    }

    static CacheProperties properties(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("letsrun.events.cache", CacheProperties.class);
    }

    /** A clock that goes as the scheduler's does. */
    public static Clock clockOf(Scheduler scheduler) {
        InstantSource source = () -> START.plusMillis(scheduler.now(TimeUnit.MILLISECONDS));
        return source.withZone(ZoneOffset.UTC);
    }
}
