package io.letsrun.delivery;

import io.letsrun.contracts.delivery.GroupTopics;
import io.letsrun.contracts.event.Event;
import io.letsrun.contracts.event.KafkaBinding;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.ListenerContainerPauseService;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;

/**
 * Makes the containers that consume a subscription: one for its main topic, with as many consumers as configured, and one with a
 * single consumer for all of its retry topics. They differ in nothing else.
 */
final class Consumption {

    private final ConsumerFactory<byte[], byte[]> consumers;
    private final RecordPublisher publisher;
    private final ListenerContainerPauseService pauses;
    private final DeliveryProperties properties;
    private final MeterRegistry registry;
    private final BatchTracing tracing;
    private final Clock clock;
    private final ServiceIdentity service;

    Consumption(
            ConsumerFactory<byte[], byte[]> consumers,
            RecordPublisher publisher,
            DeliveryProperties properties,
            MeterRegistry registry,
            BatchTracing tracing,
            Clock clock,
            ServiceIdentity service) {
        this.consumers = consumers;
        this.publisher = publisher;
        this.pauses = new ListenerContainerPauseService(null, scheduler());
        this.properties = properties;
        this.registry = registry;
        this.tracing = tracing;
        this.clock = clock;
        this.service = service;
    }

    /** Without a thread of its own: it only ends pauses. */
    private static TaskScheduler scheduler() {
        SimpleAsyncTaskScheduler scheduler = new SimpleAsyncTaskScheduler();
        scheduler.setThreadNamePrefix("delivery-resume-");
        scheduler.setVirtualThreads(true);
        return scheduler;
    }

    Stages stages(Subscription<?> subscription) {
        return new Stages(new GroupTopics(subscription.topic(), service.name()), properties.retryDelays());
    }

    <E extends Event> List<MessageListenerContainer> containers(Subscription<E> subscription) {
        Stages stages = stages(subscription);
        BatchDelivery<E> delivery = new BatchDelivery<>(subscription);
        return List.of(
                container(stages, delivery, List.of(subscription.topic().name()), properties.concurrency()),
                container(stages, delivery, stages.retries(), 1));
    }

    private MessageListenerContainer container(
            Stages stages, BatchDelivery<?> delivery, List<String> topics, int concurrency) {
        String name = topics.getFirst();
        ContainerProperties settings = new ContainerProperties(topics.toArray(String[]::new));
        settings.setAckMode(ContainerProperties.AckMode.MANUAL);
        settings.setMissingTopicsFatal(false);
        settings.setStopImmediate(false);
        ConcurrentMessageListenerContainer<byte[], byte[]> container =
                new ConcurrentMessageListenerContainer<>(consumers, settings);
        container.setBeanName(name);
        container.setConcurrency(concurrency);
        DeliveryMetrics metrics = new DeliveryMetrics(registry, stages, topics, clock);
        container.setCommonErrorHandler(OutageHandling.with(properties, metrics, name));
        BatchListener listener = listener(stages, delivery, metrics, container, topics);
        settings.setConsumerRebalanceListener(listener);
        container.setupMessageListener(listener);
        return container;
    }

    private BatchListener listener(
            Stages stages,
            BatchDelivery<?> delivery,
            DeliveryMetrics metrics,
            MessageListenerContainer container,
            List<String> topics) {
        DueTimes dueTimes = new DueTimes(stages, clock);
        topics.stream().filter(stages::waits).forEach(topic -> metrics.oldestDue(topic, dueTimes));
        Settlement settlement = new Settlement(
                stages, new FailureStory(service.version()), publisher, new KafkaBinding("/" + service.name()), clock);
        return new BatchListener(
                stages, delivery, settlement, dueTimes, pauses(container), metrics, tracing, properties.storeTimeout());
    }

    private Pauses pauses(MessageListenerContainer container) {
        return (consumer, partition, wait) -> {
            if (consumer.assignment().contains(partition)) {
                consumer.seek(partition, wait.offset());
            }
            pauses.pausePartition(container, partition, wait.delay());
        };
    }
}
