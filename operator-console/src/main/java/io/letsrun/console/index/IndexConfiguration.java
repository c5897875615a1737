package io.letsrun.console.index;

import io.letsrun.contracts.delivery.ConsumerGroups;
import io.letsrun.delivery.fetch.BoundedConsumerFactory;
import io.letsrun.delivery.listening.ReadPositions;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.event.ListenerContainerIdleEvent;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.RetryListener;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * Consumes every dead-letter topic there is or will be, in a group of its own: what else the console listens to is not
 * rebalanced whenever a topic appears.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IndexProperties.class)
class IndexConfiguration {

    private static final Logger log = LoggerFactory.getLogger(IndexConfiguration.class);

    /** A console that was killed holds its partitions that long; the broker's default would be 45 s. */
    private static final int SESSION_TIMEOUT_MILLIS = 10_000;

    private static final long IDLE_AFTER_MILLIS = 2_000;
    private static final int FIRST_BACK_OFF_MILLIS = 200;
    private static final int BACK_OFF_MAX_MILLIS = 10_000;
    private static final Duration STORE_TIMEOUT = Duration.ofSeconds(60);
    private static final Pattern TOPICS = Pattern.compile("letsrun\\..+\\.dlt");
    private static final int MAX_BATCH = 1_000;

    /** So that large letters don't exhaust the memory. */
    private static final int MAX_FETCH_BYTES = 4 * 1024 * 1024;

    @Bean
    ConcurrentMessageListenerContainer<byte[], byte[]> deadLetters(
            IndexProperties properties, KafkaProperties kafka, LetterIndex index, MeterRegistry registry) {
        ContainerProperties settings = new ContainerProperties(TOPICS);
        settings.setAckMode(ContainerProperties.AckMode.BATCH);
        settings.setMissingTopicsFatal(false);
        settings.setIdleEventInterval(IDLE_AFTER_MILLIS);
        settings.setIdleBeforeDataMultiplier(1);
        settings.setMessageListener(listener(index, registry));
        var container = new ConcurrentMessageListenerContainer<>(consumers(kafka, properties), settings);
        container.setConcurrency(properties.concurrency());
        container.setCommonErrorHandler(retry());
        return container;
    }

    /** Each batch is stored before the next poll, so nothing is in hand. */
    @Bean
    ApplicationListener<ListenerContainerIdleEvent> idle() {
        return event -> ReadPositions.commit(event.getConsumer(), Set.of());
    }

    /** The edge where a Kafka thread waits for the index: when it returns the batch is stored, and its offsets are committed. */
    private static BatchMessageListener<byte[], byte[]> listener(LetterIndex index, MeterRegistry registry) {
        Counter indexed = Counter.builder("letsrun.console.letters.indexed")
                .description("dead letters that were new to the index")
                .register(registry);
        return records -> indexed.increment(Objects.requireNonNull(
                index.store(records).timeout(STORE_TIMEOUT).block()));
    }

    /** While storage is away the same batch is offered again, for as long as it takes; the consumer stays in its group. */
    private static CommonErrorHandler retry() {
        ExponentialBackOff backOff = new ExponentialBackOff(FIRST_BACK_OFF_MILLIS, 2);
        backOff.setMaxInterval(BACK_OFF_MAX_MILLIS);
        backOff.setJitter(FIRST_BACK_OFF_MILLIS / 2);
        DefaultErrorHandler handler = new DefaultErrorHandler(
                (record, error) -> {
                    throw new IllegalStateException("a batch is never given up", error);
                },
                backOff);
        // spring-kafka holds some exceptions for hopeless and would hand their batch to the recoverer at once.
        handler.setClassifications(Map.of(), true);
        handler.setRetryListeners(new Reporting());
        return handler;
    }

    private static ConsumerFactory<byte[], byte[]> consumers(KafkaProperties kafka, IndexProperties properties) {
        Map<String, Object> settings = kafka.buildConsumerProperties();
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, ConsumerGroups.DEAD_LETTER_INDEX);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MAX_BATCH);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, MAX_FETCH_BYTES);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, MAX_FETCH_BYTES);
        settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, (int)
                properties.newTopicsWithin().toMillis());
        settings.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MILLIS);
        settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, List.of(CooperativeStickyAssignor.class));
        return new BoundedConsumerFactory(settings);
    }

    private static final class Reporting implements RetryListener {

        @Override
        public void failedDelivery(ConsumerRecord<?, ?> record, @Nullable Exception error, int attempt) {
            // Batch listeners fail by the batch.
        }

        @Override
        public void failedDelivery(ConsumerRecords<?, ?> records, Exception error, int attempt) {
            log.atWarn()
                    .addKeyValue("records", records.count())
                    .addKeyValue("attempt", attempt)
                    .addKeyValue("reason", String.valueOf(error.getCause()))
                    .log("Dead letters cannot be indexed; the batch waits and is tried again");
        }
    }
}
