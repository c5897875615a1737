package io.letsrun.events.directory;

import io.letsrun.events.cache.UpstreamCaches;
import io.letsrun.events.cache.UserSummary;
import io.letsrun.events.gather.GatherProperties;
import io.letsrun.events.http.Endpoint;
import io.letsrun.events.http.Requests;
import io.letsrun.events.upstream.UpstreamEvent;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

@Configuration(proxyBeanMethods = false)
class DirectoryConfiguration {

    @Bean
    Endpoint listUsers(Requests requests, UpstreamCaches caches, GatherProperties properties, Clock clock) {
        return new Endpoint(
                HttpMethod.GET,
                "/v1/users",
                new ListAll<>(requests, caches.allUsers(), UserSummary::id, properties.deadline(), clock));
    }

    @Bean
    Endpoint listCatalogue(Requests requests, UpstreamCaches caches, GatherProperties properties, Clock clock) {
        return new Endpoint(
                HttpMethod.GET,
                "/v1/catalogue",
                new ListAll<>(requests, caches.allEvents(), UpstreamEvent::id, properties.deadline(), clock));
    }
}
