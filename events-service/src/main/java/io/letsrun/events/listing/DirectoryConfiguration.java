package io.letsrun.events.listing;

import io.letsrun.edge.http.Route;
import io.letsrun.events.cache.UpstreamCaches;
import io.letsrun.events.cache.UpstreamCaches.UserSummary;
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
    Route listUsers(RequestReader requests, UpstreamCaches caches, Clock clock) {
        return route("users", new ListAll<>(requests, caches.allUsers(), UserSummary::id, clock));
    }

    @Bean
    Route listCatalogue(RequestReader requests, UpstreamCaches caches, Clock clock) {
        return route("catalogue", new ListAll<>(requests, caches.allEvents(), UpstreamEvent::id, clock));
    }

    private static Route route(String kind, ListAll<?> list) {
        return new Route(HttpMethod.GET, "/v1/" + kind, kind, Set.of("limit", "cursor", "offset"), list);
    }
}
