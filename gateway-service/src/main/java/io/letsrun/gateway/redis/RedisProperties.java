package io.letsrun.gateway.redis;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The connection to Redis.
 *
 * @param url {@code redis://} or {@code rediss://}
 * @param timeout after which a command has failed, but for a last look of a fifth of it, at least 1 ms, and for what {@link
 *     LoopTimeout} adds when the event loop is late; 1 ms to 5 s, 50 ms by default
 * @param pause how long commands are not even tried after several have failed, positive; 1 s by default
 */
@ConfigurationProperties("letsrun.redis")
record RedisProperties(
        @DefaultValue("redis://localhost:6379") URI url,
        @DefaultValue("50ms") Duration timeout,
        @DefaultValue("1s") Duration pause) {

    /** @throws IllegalArgumentException when a value is out of its range */
    RedisProperties {
        if (timeout.toMillis() < 1 || timeout.compareTo(Duration.ofSeconds(5)) > 0) {
            throw new IllegalArgumentException("timeout must be 1 ms to 5 s: " + timeout);
        }
        if (!pause.isPositive()) {
            throw new IllegalArgumentException("pause must be positive: " + pause);
        }
    }
}
