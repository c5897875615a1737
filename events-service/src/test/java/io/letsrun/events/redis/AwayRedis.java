package io.letsrun.events.redis;

import java.time.Duration;
import reactor.core.publisher.Mono;

/** A Redis that never comes. */
public final class AwayRedis {

    private AwayRedis() {}

    public static Redis redis() {
        return new Redis(Mono.never(), RedisConfiguration.breaker(Duration.ofSeconds(1)), () -> {});
    }
}
