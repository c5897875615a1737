package io.letsrun.events;

import io.letsrun.edge.cache.AnswerInvalidation;
import io.letsrun.edge.redis.Redis;
import io.letsrun.edge.routing.Route;
import io.letsrun.edge.routing.Router;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
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
    AnswerInvalidation cachedAnswers(
            Redis redis, @Value("${spring.application.name}") String service, Clock clock, MeterRegistry meters) {
        return new AnswerInvalidation(redis, service, clock, meters);
    }

    @Bean
    Router router(List<Route> routes) {
        return new Router(routes);
    }
}
