package io.letsrun.gateway.http;

import io.letsrun.edge.routing.Router;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RouterConfiguration {

    @Bean
    Router router(List<Endpoint> endpoints, RequestMetrics metrics) {
        endpoints.forEach(endpoint -> metrics.expect(endpoint.route().kind()));
        return new Router(
                endpoints.stream().map(Endpoint::route).toList(),
                (exchange, route) -> metrics.about(exchange, route.kind()));
    }
}
