package io.letsrun.events.cache;

import io.letsrun.edge.redis.Redis;
import io.letsrun.events.upstream.EventsUpstream;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CacheProperties.class)
class EventCacheConfiguration {

    @Bean
    UpstreamCaches upstreamCaches(
            EventsUpstream upstream, Redis redis, CacheProperties properties, Clock clock, MeterRegistry meters) {
        return new UpstreamCaches(upstream, redis, properties, clock, meters);
    }
}
