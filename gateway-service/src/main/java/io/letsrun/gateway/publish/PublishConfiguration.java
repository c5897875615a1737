package io.letsrun.gateway.publish;

import io.letsrun.contracts.event.Topic;
import io.letsrun.contracts.event.Topics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({PublishProperties.class, TopicProperties.class})
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
        return new KafkaPublisher(inFlight, latency, new SendTracing(tracer(tracers)), clock);
    }

    /** There is a provider only when tracing is on. */
    private static @Nullable Tracer tracer(ObjectProvider<TracerProvider> tracers) {
        TracerProvider provider = tracers.getIfAvailable();
        return provider == null ? null : provider.get("io.letsrun.gateway");
    }

    @Bean
    PublishingHealth publishingHealthIndicator(KafkaPublisher publisher) {
        return new PublishingHealth(publisher);
    }

    @Bean
    ProducerStartup opening(
            KafkaAdmin admin, KafkaProperties kafka, PublishProperties properties, KafkaPublisher publisher) {
        return new ProducerStartup(
                admin,
                ProducerSettings.of(kafka.buildProducerProperties(), properties),
                List.of(Topics.SIGNUPS.name(), Topics.RUNS.name()),
                publisher,
                properties.deadline());
    }

    @Bean
    KafkaAdmin.NewTopics topics(TopicProperties properties) {
        return new KafkaAdmin.NewTopics(
                declared(Topics.SIGNUPS, properties),
                declared(Topics.SIGNUP_OUTCOMES, properties),
                declared(Topics.RUNS, properties));
    }

    private static NewTopic declared(Topic topic, TopicProperties properties) {
        TopicBuilder builder = TopicBuilder.name(topic.name()).partitions(properties.partitions());
        if (topic.compacted()) {
            builder.config(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
        }
        return builder.build();
    }
}
