package io.letsrun.events.cache;

import io.letsrun.events.redis.Redis;
import io.letsrun.events.upstream.Upstream;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CacheProperties.class)
class CacheConfiguration {

    @Bean
    Shelves shelves(Upstream upstream, Redis redis, CacheProperties properties, Clock clock, MeterRegistry meters) {
        return new Shelves(upstream, new Surroundings(redis, properties, clock, meters));
    }
}
