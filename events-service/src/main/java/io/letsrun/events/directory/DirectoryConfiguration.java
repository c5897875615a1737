package io.letsrun.events.directory;

import io.letsrun.edge.http.Route;
import io.letsrun.events.cache.UpstreamCaches;
import io.letsrun.events.cache.UserSummary;
import io.letsrun.events.gather.GatherProperties;
import io.letsrun.events.http.RequestReader;
import io.letsrun.events.upstream.UpstreamEvent;
import java.time.Clock;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

@Configuration(proxyBeanMethods = false)
class DirectoryConfiguration {

    @Bean
    Route listUsers(RequestReader requests, UpstreamCaches caches, GatherProperties properties, Clock clock) {
        return new Route(
                HttpMethod.GET,
                "/v1/users",
                "users",
                Set.of("limit", "cursor", "offset"),
                new ListAll<>(requests, caches.allUsers(), UserSummary::id, properties.deadline(), clock));
    }

    @Bean
    Route listCatalogue(RequestReader requests, UpstreamCaches caches, GatherProperties properties, Clock clock) {
        return new Route(
                HttpMethod.GET,
                "/v1/catalogue",
                "catalogue",
                Set.of("limit", "cursor", "offset"),
                new ListAll<>(requests, caches.allEvents(), UpstreamEvent::id, properties.deadline(), clock));
    }
}
