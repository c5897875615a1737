package io.letsrun.events.policy;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.letsrun.events.upstream.EventsUpstreamProperties;
import io.letsrun.events.upstream.UpstreamClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
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
                monotonicClock(),
                () -> ThreadLocalRandom.current().nextDouble(),
                meters,
                observations);
    }

    /** Up, whatever the upstream does: an instance without it is as good as any other. Shows the breakers, and asks nobody. */
    @Bean
    HealthIndicator upstreamHealth(GuardedUpstream upstream) {
        return () -> {
            Health.Builder health = Health.up();
            upstream.breakers().forEach(breaker -> health.withDetail(breaker.name(), breaker.state()));
            return health.build();
        };
    }

    /** A clock that nobody sets back: a breaker must not stay open because the machine's clock was corrected. */
    private static Clock monotonicClock() {
        Instant start = Instant.now();
        long origin = System.nanoTime();
        InstantSource source = () -> start.plusNanos(System.nanoTime() - origin);
        return source.withZone(ZoneOffset.UTC);
    }
}
