package io.letsrun.signup.claim;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.scheduling.annotation.EnableScheduling;

@Configuration(proxyBeanMethods = false)
@EnableScheduling
class CacheConfiguration {

    private static final int BACKLOG = 100_000;

    @Bean
    @Primary
    RetryingCache retryingCache(RedisCache cache, MeterRegistry meters) {
        RetryingCache retrying = new RetryingCache(cache, BACKLOG);
        Gauge.builder("letsrun.signup.cache.backlog", retrying, RetryingCache::waiting)
                .description("entries that Redis has not taken yet")
                .register(meters);
        return retrying;
    }
}
