package io.letsrun.delivery;

import io.letsrun.contracts.bucket.BucketPartitioner;
import io.letsrun.contracts.delivery.ConsumerGroups;
import io.letsrun.contracts.event.Topic;
import io.letsrun.delivery.batch.StorageProperties;
import io.letsrun.delivery.batch.Subscription;
import io.letsrun.delivery.fetch.BoundedConsumerFactory;
import io.letsrun.delivery.listening.ConsumptionLifecycle;
import io.letsrun.delivery.listening.DeliveryProperties;
import io.letsrun.delivery.listening.ListenerContainers;
import io.letsrun.delivery.listening.ServiceIdentity;
import io.letsrun.delivery.publishing.KafkaEventPublisher;
import io.letsrun.delivery.topics.RetentionHousekeeping;
import io.letsrun.delivery.topics.RetentionProperties;
import io.letsrun.delivery.topics.TopicDeclarations;
import io.letsrun.delivery.topics.TopicProperties;
import io.letsrun.delivery.tracing.BatchTracing;
import io.letsrun.edge.clock.ClockHealth;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaAdmin;

/** Consumes the service's subscriptions in the group named after it ({@code spring.application.name}). */
@AutoConfiguration(after = KafkaAutoConfiguration.class)
@EnableConfigurationProperties({
    DeliveryProperties.class,
    TopicProperties.class,
    RetentionProperties.class,
    StorageProperties.class,
    KafkaProperties.class
})
public final class DeliveryAutoConfiguration {

    /** How long a killed consumer holds its partitions; the default is 45 s. */
    private static final int SESSION_TIMEOUT_MILLIS = 10_000;

    /** How late a consumer learns that another one wants to join; the default is 3 s. */
    private static final int HEARTBEAT_MILLIS = 1_000;

    /** Enough for what a batch publishes to one partition, in one request. */
    private static final int BATCH_BYTES = 128 * 1024;

    /** A batch of this size need not grow any more: about 500 records. */
    private static final int GATHERED_BYTES = 256 * 1024;

    private static final int MAX_REQUEST_BYTES = 16 * 1024 * 1024;

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    KafkaEventPublisher eventPublisher(
            KafkaProperties kafka, Environment environment, Clock clock, MeterRegistry registry) {
        KafkaEventPublisher publisher = new KafkaEventPublisher(
                producers(kafka), ServiceIdentity.of(environment).name(), clock);
        publisher.clock().register(registry);
        return publisher;
    }

    @Bean
    ClockHealth clockHealthIndicator(KafkaEventPublisher publisher) {
        return new ClockHealth(publisher.clock());
    }

    private static DefaultKafkaProducerFactory<byte[], byte[]> producers(KafkaProperties kafka) {
        Map<String, Object> settings = kafka.buildProducerProperties();
        settings.put(ProducerConfig.PARTITIONER_CLASS_CONFIG, BucketPartitioner.class);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        // It measures before compression; how much is too much is for the topic to say.
        settings.putIfAbsent(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
        settings.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
        settings.putIfAbsent(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        settings.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        return new DefaultKafkaProducerFactory<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static ConsumerFactory<byte[], byte[]> consumers(
            KafkaProperties kafka, DeliveryProperties properties, Environment environment) {
        Map<String, Object> settings = kafka.buildConsumerProperties();
        settings.put(
                ConsumerConfig.GROUP_ID_CONFIG, ServiceIdentity.of(environment).name());
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, properties.batchSize());
        settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, GATHERED_BYTES);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, (int)
                properties.gather().toMillis());
        settings.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MILLIS);
        settings.putIfAbsent(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_MILLIS);
        settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, List.of(CooperativeStickyAssignor.class));
        return new BoundedConsumerFactory(settings);
    }

    @Bean
    ListenerContainers consumption(
            KafkaProperties kafka,
            DeliveryProperties properties,
            StorageProperties storage,
            KafkaEventPublisher publisher,
            MeterRegistry registry,
            ObjectProvider<TracerProvider> tracers,
            Environment environment) {
        ServiceIdentity service = ServiceIdentity.of(environment);
        return new ListenerContainers(
                consumers(kafka, properties, environment),
                publisher,
                properties,
                registry,
                new BatchTracing(tracer(tracers), service.name()),
                service,
                storage);
    }

    /** There is a provider only when tracing is on. */
    private static @Nullable Tracer tracer(ObjectProvider<TracerProvider> tracers) {
        TracerProvider provider = tracers.getIfAvailable();
        return provider == null ? null : provider.get("io.letsrun.delivery");
    }

    @Bean
    ConsumptionLifecycle deliveryContainers(
            ObjectProvider<Subscription<?>> subscriptions,
            ObjectProvider<Topic> written,
            KafkaAdmin admin,
            TopicProperties shape,
            ListenerContainers consumption) {
        return new ConsumptionLifecycle(
                subscriptions.orderedStream().toList(),
                written.orderedStream().toList(),
                new TopicDeclarations(admin, shape),
                consumption);
    }

    @Bean
    @ConditionalOnBooleanProperty("letsrun.retention.enabled")
    RetentionHousekeeping retentionHousekeeping(
            RetentionProperties properties,
            KafkaAdmin admin,
            KafkaProperties kafka,
            KafkaEventPublisher publisher,
            MeterRegistry registry) {
        Map<String, Object> settings = kafka.buildConsumerProperties();
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1);
        return new RetentionHousekeeping(
                ConsumerGroups.ALL,
                properties,
                admin,
                new BoundedConsumerFactory(settings),
                registry,
                publisher.clock());
    }
}
