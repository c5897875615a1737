package io.letsrun.gateway.publish;

import io.letsrun.contracts.event.Topics;
import io.letsrun.edge.clock.ClockHealth;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;
import reactor.core.publisher.Mono;

@Configuration(proxyBeanMethods = false)
class PublishConfiguration {

    @Bean
    InFlight inFlight(PublishProperties properties, MeterRegistry meters) {
        InFlight inFlight = new InFlight(properties.inFlightBytes());
        Gauge.builder("letsrun.gateway.in.flight", inFlight, InFlight::bytes)
                .description("bytes of events that the brokers have not acknowledged yet")
                .baseUnit("bytes")
                .register(meters);
        return inFlight;
    }

    @Bean
    KafkaPublisher publisher(
            InFlight inFlight, MeterRegistry meters, ObjectProvider<TracerProvider> tracers, Clock clock) {
        Timer latency = Timer.builder("letsrun.gateway.publish")
                .description("from send to acknowledgement or failure")
                .serviceLevelObjectives(
                        Duration.ofMillis(5),
                        Duration.ofMillis(10),
                        Duration.ofMillis(25),
                        Duration.ofMillis(50),
                        Duration.ofMillis(100),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(10))
                .register(meters);
        KafkaPublisher publisher = new KafkaPublisher(inFlight, latency, new SendTracing(tracer(tracers)), clock);
        publisher.clock().register(meters);
        return publisher;
    }

    /** There is a provider only when tracing is on. */
    private static @Nullable Tracer tracer(ObjectProvider<TracerProvider> tracers) {
        TracerProvider provider = tracers.getIfAvailable();
        return provider == null ? null : provider.get("io.letsrun.gateway");
    }

    /** Out of service until the publisher has opened once; then up, whatever the brokers do. */
    @Bean
    ReactiveHealthIndicator publishingHealthIndicator(KafkaPublisher publisher) {
        return () -> Mono.just((publisher.wasOpened() ? Health.up() : Health.outOfService()).build());
    }

    @Bean
    ClockHealth clockHealthIndicator(KafkaPublisher publisher) {
        return new ClockHealth(publisher.clock());
    }

    @Bean
    ProducerSupervisor producerSupervisor(
            KafkaAdmin admin,
            KafkaProperties kafka,
            PublishProperties properties,
            KafkaPublisher publisher,
            MeterRegistry meters) {
        Gauge.builder("letsrun.gateway.brokers.away", publisher, open -> open.isOpen() ? 0 : 1)
                .description("1 while nothing is published because the brokers do not answer")
                .register(meters);
        Map<String, Object> settings = ProducerSettings.of(kafka.buildProducerProperties(), properties);
        return new ProducerSupervisor(
                admin::initialize,
                () -> new KafkaProducer<>(settings),
                List.of(Topics.SIGNUPS.name(), Topics.RUNS.name()),
                publisher,
                properties);
    }

    @Bean
    KafkaAdmin.NewTopics topics(PartitionProperties properties) {
        return new KafkaAdmin.NewTopics(
                Topics.SIGNUPS.declaration(properties.partitions(), null),
                Topics.SIGNUP_OUTCOMES.declaration(properties.partitions(), null),
                Topics.RUNS.declaration(properties.partitions(), null));
    }
}
