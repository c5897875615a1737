package io.letsrun.events.http;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;

/** Leads requests to endpoints by path alone, before the mappings of annotated controllers are asked. */
@Configuration(proxyBeanMethods = false)
class Routes {

    @Bean
    SimpleUrlHandlerMapping resources(List<Endpoint> endpoints) {
        return new SimpleUrlHandlerMapping(
                endpoints.stream().collect(groupingBy(Endpoint::path, collectingAndThen(toList(), Resource::new))),
                Ordered.HIGHEST_PRECEDENCE);
    }
}
