package io.letsrun.console.index;

import io.letsrun.contracts.delivery.ConsumerGroups;
import io.letsrun.delivery.fetch.BoundedConsumerFactory;
import io.letsrun.delivery.listening.ReadPositions;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.event.ListenerContainerIdleEvent;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;

/**
 * Consumes every dead-letter topic there is or will be, in a group of its own: what else the console listens to is not
 * rebalanced whenever a topic appears.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IndexProperties.class)
class IndexConfiguration {

    /** A console that was killed holds its partitions that long; the broker's default would be 45 s. */
    private static final int SESSION_TIMEOUT_MILLIS = 10_000;

    private static final long IDLE_AFTER_MILLIS = 2_000;

    @Bean
    ConcurrentMessageListenerContainer<byte[], byte[]> deadLetters(
            IndexProperties properties, KafkaProperties kafka, LetterIndex index, Clock clock, MeterRegistry registry) {
        ContainerProperties settings = new ContainerProperties(properties.topics());
        settings.setAckMode(ContainerProperties.AckMode.BATCH);
        settings.setMissingTopicsFatal(false);
        settings.setIdleEventInterval(IDLE_AFTER_MILLIS);
        settings.setIdleBeforeDataMultiplier(1);
        settings.setMessageListener(new DeadLetterListener(
                new DeadLetterReader(clock), index, properties.storeTimeout(), indexed(registry)));
        var container = new ConcurrentMessageListenerContainer<>(consumers(kafka, properties), settings);
        container.setConcurrency(properties.concurrency());
        container.setCommonErrorHandler(IndexErrorHandler.handler(properties.backOffMax()));
        return container;
    }

    /** Each batch is stored before the next poll, so nothing is in hand. */
    @Bean
    ApplicationListener<ListenerContainerIdleEvent> idle() {
        return event -> ReadPositions.commit(event.getConsumer(), Set.of());
    }

    private static Counter indexed(MeterRegistry registry) {
        return Counter.builder("letsrun.console.letters.indexed")
                .description("dead letters that were new to the index")
                .register(registry);
    }

    private static ConsumerFactory<byte[], byte[]> consumers(KafkaProperties kafka, IndexProperties properties) {
        Map<String, Object> settings = kafka.buildConsumerProperties();
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, ConsumerGroups.DEAD_LETTER_INDEX);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, properties.batchSize());
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, (int)
                properties.fetchSize().toBytes());
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, (int)
                properties.fetchSize().toBytes());
        settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, (int)
                properties.newTopicsWithin().toMillis());
        settings.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MILLIS);
        settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, List.of(CooperativeStickyAssignor.class));
        return new BoundedConsumerFactory(settings);
    }
}
