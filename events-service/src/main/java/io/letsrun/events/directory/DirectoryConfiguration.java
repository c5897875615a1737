package io.letsrun.events.directory;

import io.letsrun.events.cache.UpstreamCaches;
import io.letsrun.events.gather.GatherProperties;
import io.letsrun.events.http.Endpoint;
import io.letsrun.events.http.Requests;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

@Configuration(proxyBeanMethods = false)
class DirectoryConfiguration {

    @Bean
    Endpoint listUsers(Requests requests, UpstreamCaches shelves, GatherProperties properties, Clock clock) {
        return new Endpoint(
                HttpMethod.GET, "/v1/users", new ListAll<>(requests, shelves.allUsers(), properties.deadline(), clock));
    }

    @Bean
    Endpoint listCatalogue(Requests requests, UpstreamCaches shelves, GatherProperties properties, Clock clock) {
        return new Endpoint(
                HttpMethod.GET,
                "/v1/catalogue",
                new ListAll<>(requests, shelves.allEvents(), properties.deadline(), clock));
    }
}
