package io.letsrun.gateway.http;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;

/**
 * Leads requests to endpoints by path alone; what a method finds there is for the {@link Resource} to say. Stands before
 * the mappings of annotated controllers, which would each be asked first for every run.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HttpLimits.class)
class Routes {

    Routes() {
        JsonBodies.rehearse();
    }

    @Bean
    SimpleUrlHandlerMapping resources(List<Endpoint> endpoints, RequestMetrics metrics) {
        endpoints.forEach(endpoint -> metrics.expect(endpoint.kind()));
        return new SimpleUrlHandlerMapping(
                endpoints.stream()
                        .collect(groupingBy(
                                Endpoint::path, collectingAndThen(toList(), all -> new Resource(all, metrics)))),
                Ordered.HIGHEST_PRECEDENCE);
    }
}
