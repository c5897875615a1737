package io.letsrun.events.policy;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.letsrun.events.upstream.EventsUpstreamProperties;
import io.letsrun.events.upstream.UpstreamClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PolicyConfiguration {

    @Bean
    CircuitBreakerRegistry circuitBreakers(MeterRegistry meters) {
        CircuitBreakerRegistry breakers = CircuitBreakerRegistry.ofDefaults();
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers).bindTo(meters);
        return breakers;
    }

    @Bean
    GuardedUpstream guardedUpstream(
            UpstreamClient client,
            EventsUpstreamProperties properties,
            CircuitBreakerRegistry breakers,
            MeterRegistry meters,
            ObservationRegistry observations) {
        return new GuardedUpstream(
                client,
                properties,
                breakers,
                new MonotonicClock(),
                () -> ThreadLocalRandom.current().nextDouble(),
                meters,
                observations);
    }

    @Bean
    UpstreamHealth upstreamHealth(GuardedUpstream upstream) {
        return new UpstreamHealth(upstream.breakers());
    }
}
