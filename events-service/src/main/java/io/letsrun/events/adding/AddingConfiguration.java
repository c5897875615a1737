package io.letsrun.events.adding;

import io.letsrun.edge.http.Route;
import io.letsrun.edge.redis.Redis;
import io.letsrun.events.cache.UpstreamCaches;
import io.letsrun.events.http.RequestReader;
import io.letsrun.events.upstream.EventsUpstream;
import java.time.Clock;
import java.util.Set;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AddingProperties.class)
class AddingConfiguration {

    @Bean
    Route addEvent(
            RequestReader requests,
            EventsUpstream upstream,
            UpstreamCaches caches,
            Redis redis,
            AddingProperties properties,
            Clock clock) {
        IdempotencyKeys keys =
                new IdempotencyKeys(redis, clock, requests.deadline().multipliedBy(2), properties);
        return new Route(
                HttpMethod.POST,
                "/v1/users/{id}/events",
                "event",
                Set.of(),
                new AddEvent(requests, new EventAdder(upstream, caches, keys), properties));
    }
}
