package io.letsrun.signup.claim;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.scheduling.annotation.EnableScheduling;

@Configuration(proxyBeanMethods = false)
@EnableScheduling
@EnableConfigurationProperties(CacheConfiguration.Location.class)
class CacheConfiguration {

    private static final Duration CONNECT_TIMEOUT = Duration.ofMillis(500);
    private static final int BACKLOG = 100_000;

    @Bean
    RedisCache cache(Location location) {
        RedisClient client = RedisClient.create();
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .socketOptions(
                        SocketOptions.builder().connectTimeout(CONNECT_TIMEOUT).build())
                .build());
        return new RedisCache(client, RedisURI.create(location.redisUrl()));
    }

    @Bean
    @Primary
    PersistentCache persistentCache(RedisCache cache, MeterRegistry meters) {
        CacheBacklog backlog = new CacheBacklog(BACKLOG);
        Gauge.builder("letsrun.signup.cache.backlog", backlog, CacheBacklog::size)
                .description("entries that Redis has not taken yet")
                .register(meters);
        return new PersistentCache(cache, backlog);
    }

    /**
     * Where Redis is.
     *
     * @param redisUrl {@code redis://[password@]host[:port]}
     */
    @ConfigurationProperties("letsrun")
    record Location(@DefaultValue("redis://localhost:6379") String redisUrl) {}
}
