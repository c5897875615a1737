package io.letsrun.events.http;

import io.letsrun.edge.http.Route;
import io.letsrun.edge.http.Router;
import io.letsrun.edge.token.TokenVerifier;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class Routes {

    @Bean
    Router router(List<Route> routes) {
        return new Router(routes);
    }

    @Bean
    RequestReader requests(TokenVerifier tokens) {
        return new RequestReader(tokens);
    }
}
