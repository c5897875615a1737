package io.letsrun.events;

import io.letsrun.edge.http.Route;
import io.letsrun.edge.http.Router;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** Gathers users' events from a slow upstream. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class EventsService {

    public static void main(String[] arguments) {
        SpringApplication.run(EventsService.class, arguments);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Router router(List<Route> routes) {
        return new Router(routes);
    }
}
