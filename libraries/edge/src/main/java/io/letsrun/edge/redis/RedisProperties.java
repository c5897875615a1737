package io.letsrun.edge.redis;

import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The connection to Redis.
 *
 * @param url {@code redis://} or {@code rediss://}
 * @param timeout after which a command has failed, 1 ms to 5 s; 50 ms by default. It may take a fifth longer, and several times as
 *     long on a busy event loop (see {@link LoopTimeout})
 * @param pause how long the breaker stays open, 1 ms to 1 h; 1 s by default
 */
@Validated
@ConfigurationProperties("letsrun.redis")
record RedisProperties(
        @DefaultValue("redis://localhost:6379") URI url,

        @DefaultValue("50ms") @DurationMin(millis = 1) @DurationMax(seconds = 5)
        Duration timeout,

        @DefaultValue("1s") @DurationMin(millis = 1) @DurationMax(hours = 1)
        Duration pause) {

    /** Without the password, so that it may be logged. */
    @Override
    public String toString() {
        return "RedisProperties[host=" + url.getHost() + ", timeout=" + timeout + ", pause=" + pause + "]";
    }
}
