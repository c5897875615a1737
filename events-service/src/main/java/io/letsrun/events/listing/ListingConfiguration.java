package io.letsrun.events.listing;

import io.letsrun.edge.http.Route;
import io.letsrun.events.cache.UpstreamCaches;
import io.letsrun.events.gather.GatherProperties;
import io.letsrun.events.gather.Gathering;
import io.letsrun.events.http.RequestReader;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Set;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import reactor.core.scheduler.Schedulers;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ListingProperties.class)
class ListingConfiguration {

    @Bean
    Gathering gathering(UpstreamCaches caches, GatherProperties properties, Clock clock) {
        return new Gathering(caches, properties, clock, Schedulers.parallel());
    }

    @Bean
    Route listEvents(
            RequestReader requests,
            UpstreamCaches caches,
            Gathering gathering,
            ListingProperties listing,
            Clock clock,
            MeterRegistry meters) {
        return new Route(
                HttpMethod.GET,
                "/v1/users/{id}/events",
                "events",
                Set.of("limit", "cursor", "offset", "sort", "filter", "fields"),
                new ListEvents(
                        requests,
                        new RenderedPages(listing.rendered(), caches.users(), clock, meters),
                        gathering,
                        new PageWriter(listing.missingListed()),
                        new PageMetrics(meters),
                        clock));
    }

    @Bean
    Route getEvent(RequestReader requests, Gathering gathering, Clock clock) {
        return new Route(
                HttpMethod.GET,
                "/v1/users/{id}/events/{eventId}",
                "event",
                Set.of(),
                new GetEvent(requests, gathering, clock));
    }
}
