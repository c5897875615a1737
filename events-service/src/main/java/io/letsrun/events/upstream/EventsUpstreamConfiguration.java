package io.letsrun.events.upstream;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.letsrun.events.policy.MonotonicClock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.netty.channel.ChannelOption;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EventsUpstreamProperties.class)
class EventsUpstreamConfiguration {

    @Bean(destroyMethod = "dispose")
    ConnectionProvider upstreamConnections(EventsUpstreamProperties properties) {
        return connections(properties);
    }

    @Bean
    CircuitBreakerRegistry circuitBreakers(MeterRegistry meters) {
        CircuitBreakerRegistry breakers = CircuitBreakerRegistry.ofDefaults();
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers).bindTo(meters);
        return breakers;
    }

    @Bean
    Policies upstreamPolicies(
            EventsUpstreamProperties properties,
            CircuitBreakerRegistry breakers,
            MeterRegistry meters,
            ObservationRegistry observations) {
        return new Policies(
                properties,
                breakers,
                new MonotonicClock(),
                () -> ThreadLocalRandom.current().nextDouble(),
                meters,
                observations);
    }

    @Bean
    EventsUpstream upstream(
            EventsUpstreamProperties properties, ConnectionProvider upstreamConnections, Policies policies) {
        return policies.around(client(properties, upstreamConnections));
    }

    @Bean
    UpstreamHealth upstreamHealth(Policies policies) {
        return new UpstreamHealth(policies.breakers());
    }

    /** A connection for each slot. Whoever has a slot waits for a connection only while a cancelled one is being closed. */
    static ConnectionProvider connections(EventsUpstreamProperties properties) {
        return ConnectionProvider.builder("upstream")
                .maxConnections(properties.slots())
                .pendingAcquireMaxCount(-1)
                .pendingAcquireTimeout(properties.connectTimeout())
                .maxIdleTime(properties.idle())
                .evictInBackground(properties.idle())
                .lifo()
                .build();
    }

    /** Without the retry that the client makes by itself after a reset: an event must not be added twice. */
    static UpstreamClient client(EventsUpstreamProperties properties, ConnectionProvider connections) {
        HttpClient http = HttpClient.create(connections)
                .baseUrl(properties.url().toString().replaceAll("/+$", ""))
                .disableRetry(true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        properties.connectTimeout().toMillis());
        return new UpstreamClient(http, new UpstreamJson(), properties.maxItem(), properties.maxList());
    }
}
