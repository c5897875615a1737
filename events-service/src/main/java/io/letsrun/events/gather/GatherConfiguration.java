package io.letsrun.events.gather;

import io.letsrun.events.cache.UpstreamCaches;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Schedulers;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(GatherProperties.class)
class GatherConfiguration {

    @Bean
    Gathering gathering(UpstreamCaches caches, GatherProperties properties, Clock clock) {
        return new Gathering(caches, properties, clock, Schedulers.parallel());
    }
}
