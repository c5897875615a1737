package io.letsrun.gateway.http;

import io.letsrun.edge.routing.Router;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RouterConfiguration {

    @Bean
    Router router(List<Endpoint> endpoints, RequestMetrics metrics) {
        Set<String> kinds = new HashSet<>();
        for (Endpoint endpoint : endpoints) {
            String kind = endpoint.route().kind();
            if (!kinds.add(kind)) {
                throw new IllegalStateException("two routes are of the kind " + kind + " in metrics");
            }
            metrics.expect(kind);
        }
        return new Router(
                endpoints.stream().map(Endpoint::route).toList(),
                (exchange, route) -> metrics.about(exchange, route.kind()));
    }
}
