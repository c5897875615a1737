package io.letsrun.events.listing;

import io.letsrun.edge.routing.Route;
import io.letsrun.events.cache.CacheProperties;
import io.letsrun.events.cache.UpstreamCaches;
import io.letsrun.events.gather.GatherProperties;
import io.letsrun.events.gather.Gathering;
import io.letsrun.events.gather.RequestReader;
import io.letsrun.events.upstream.UpstreamEvent;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.web.server.WebHandler;
import reactor.core.scheduler.Schedulers;

@Configuration(proxyBeanMethods = false)
class ListingConfiguration {

    private static final Set<String> PART_OF_ALL = Set.of("limit", "cursor", "offset");
    private static final Set<String> PART_OF_EVENTS = Set.of("limit", "cursor", "offset", "sort", "filter", "fields");

    @Bean
    Gathering gathering(UpstreamCaches caches, GatherProperties properties, Clock clock) {
        return new Gathering(caches, properties, clock, Schedulers.parallel());
    }

    @Bean
    Route listEvents(
            RequestReader requests,
            UpstreamCaches caches,
            Gathering gathering,
            CacheProperties properties,
            Clock clock,
            MeterRegistry meters) {
        RenderedPages rendered = new RenderedPages(properties.rendered(), caches.users(), clock, meters);
        WebHandler list = new ListEvents(requests, rendered, gathering, new PageMetrics(meters), clock);
        return get("/v1/users/{id}/events", "events", PART_OF_EVENTS, list);
    }

    @Bean
    Route getEvent(RequestReader requests, Gathering gathering, Clock clock) {
        return get("/v1/users/{id}/events/{eventId}", "event", Set.of(), new GetEvent(requests, gathering, clock));
    }

    @Bean
    Route listUsers(RequestReader requests, UpstreamCaches caches, Clock clock) {
        WebHandler list = new ListAll<>(requests, caches.allUsers(), UpstreamCaches.UserSummary::id, clock);
        return get("/v1/users", "users", PART_OF_ALL, list);
    }

    @Bean
    Route listCatalogue(RequestReader requests, UpstreamCaches caches, Clock clock) {
        WebHandler list = new ListAll<>(requests, caches.allEvents(), UpstreamEvent::id, clock);
        return get("/v1/catalogue", "catalogue", PART_OF_ALL, list);
    }

    private static Route get(String path, String kind, Set<String> parameters, WebHandler handler) {
        return new Route(HttpMethod.GET, path, kind, parameters, handler);
    }
}
