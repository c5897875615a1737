package io.letsrun.events.cache;

import io.letsrun.events.redis.Redis;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;

/** What all shelves of the process share. */
record Surroundings(Redis redis, CacheProperties properties, Refreshes refreshes, Clock clock, MeterRegistry meters) {

    Surroundings(Redis redis, CacheProperties properties, Clock clock, MeterRegistry meters) {
        this(
                redis,
                properties,
                new Refreshes(properties.refreshes(), properties.refreshPause(), properties.patience()),
                clock,
                meters);
    }
}
