package io.letsrun.events.cache;

import io.letsrun.events.redis.Redis;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;

/** What all shelves of the process share. */
record CacheSettings(
        Redis redis, CacheProperties properties, RefreshLimit refreshes, Clock clock, MeterRegistry meters) {

    CacheSettings(Redis redis, CacheProperties properties, Clock clock, MeterRegistry meters) {
        this(
                redis,
                properties,
                new RefreshLimit(properties.refreshes(), properties.refreshPause(), properties.patience()),
                clock,
                meters);
    }
}
