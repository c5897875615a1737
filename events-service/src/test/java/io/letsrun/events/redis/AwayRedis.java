package io.letsrun.events.redis;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** A Redis that never comes. */
public final class AwayRedis {

    private AwayRedis() {}

    public static Redis redis() {
        return new Redis(
                Mono.never(), CircuitBreaker.of("redis", RedisConfiguration.settings(Duration.ofSeconds(1))), () -> {});
    }
}
