package io.letsrun.delivery.listening;

import io.letsrun.contracts.delivery.GroupTopics;
import io.letsrun.contracts.event.Event;
import io.letsrun.contracts.event.KafkaBinding;
import io.letsrun.delivery.batch.BatchDelivery;
import io.letsrun.delivery.batch.StorageProperties;
import io.letsrun.delivery.batch.Subscription;
import io.letsrun.delivery.deadletter.FailedRecords;
import io.letsrun.delivery.deadletter.FailurePublisher;
import io.letsrun.delivery.metrics.DeliveryMetrics;
import io.letsrun.delivery.publishing.KafkaEventPublisher;
import io.letsrun.delivery.retry.RetryChain;
import io.letsrun.delivery.retry.RetrySchedule;
import io.letsrun.delivery.tracing.BatchTracing;
import io.letsrun.edge.clock.BrokerClock;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.event.ListenerContainerIdleEvent;
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
public final class ListenerContainers {

    private static final long IDLE_AFTER_MILLIS = 2_000;

    private final ConsumerFactory<byte[], byte[]> consumers;
    private final KafkaEventPublisher publisher;
    private final ListenerContainerPauseService pauses;
    private final DeliveryProperties properties;
    private final MeterRegistry registry;
    private final BatchTracing tracing;
    private final BrokerClock clock;
    private final ServiceIdentity service;
    private final StorageProperties storage;

    public ListenerContainers(
            ConsumerFactory<byte[], byte[]> consumers,
            KafkaEventPublisher publisher,
            DeliveryProperties properties,
            MeterRegistry registry,
            BatchTracing tracing,
            ServiceIdentity service,
            StorageProperties storage) {
        this.consumers = consumers;
        this.publisher = publisher;
        this.pauses = new ListenerContainerPauseService(null, scheduler());
        this.properties = properties;
        this.registry = registry;
        this.tracing = tracing;
        this.clock = publisher.clock();
        this.service = service;
        this.storage = storage;
    }

    /** Without a thread of its own: it only ends pauses. */
    private static TaskScheduler scheduler() {
        SimpleAsyncTaskScheduler scheduler = new SimpleAsyncTaskScheduler();
        scheduler.setThreadNamePrefix("delivery-resume-");
        scheduler.setVirtualThreads(true);
        return scheduler;
    }

    /** What stores gives way to what answers. */
    private static AsyncTaskExecutor lowPriority(String name) {
        SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor(name + "-C-");
        threads.setThreadPriority(Thread.MIN_PRIORITY);
        return threads;
    }

    public RetryChain chain(Subscription<?> subscription) {
        return new RetryChain(new GroupTopics(subscription.topic(), service.name()), properties.retryDelays());
    }

    public <E extends Event> List<MessageListenerContainer> containers(Subscription<E> subscription) {
        RetryChain chain = chain(subscription);
        BatchDelivery<E> delivery = new BatchDelivery<>(subscription, storage);
        return List.of(
                container(chain, delivery, List.of(subscription.topic().name()), properties.concurrency()),
                container(chain, delivery, chain.retries(), 1));
    }

    private MessageListenerContainer container(
            RetryChain chain, BatchDelivery<?> delivery, List<String> topics, int concurrency) {
        String name = topics.getFirst();
        ContainerProperties settings = new ContainerProperties(topics.toArray(String[]::new));
        settings.setAckMode(ContainerProperties.AckMode.MANUAL);
        settings.setMissingTopicsFatal(false);
        settings.setStopImmediate(false);
        settings.setIdleEventInterval(IDLE_AFTER_MILLIS);
        settings.setIdleBeforeDataMultiplier(1);
        settings.setListenerTaskExecutor(lowPriority(name));
        ConcurrentMessageListenerContainer<byte[], byte[]> container =
                new ConcurrentMessageListenerContainer<>(consumers, settings);
        container.setBeanName(name);
        container.setConcurrency(concurrency);
        DeliveryMetrics metrics = new DeliveryMetrics(registry, chain, topics, clock);
        container.setCommonErrorHandler(OutageRetry.with(properties, metrics, name));
        BatchListener listener = listener(chain, delivery, metrics, container, topics);
        settings.setConsumerRebalanceListener(listener);
        container.setupMessageListener(listener);
        container.setApplicationEventPublisher(event -> {
            if (event instanceof ListenerContainerIdleEvent idle) {
                listener.idle(idle.getConsumer());
            }
        });
        return container;
    }

    private BatchListener listener(
            RetryChain chain,
            BatchDelivery<?> delivery,
            DeliveryMetrics metrics,
            MessageListenerContainer container,
            List<String> topics) {
        RetrySchedule schedule = new RetrySchedule(chain, clock);
        topics.stream().filter(chain::waits).forEach(topic -> metrics.oldestDue(topic, schedule));
        FailurePublisher failures = new FailurePublisher(
                chain,
                new FailedRecords(service.version()),
                publisher::send,
                new KafkaBinding("/" + service.name()),
                clock);
        return new BatchListener(
                chain,
                delivery,
                failures,
                schedule,
                pauses(container),
                new PartitionOutages(OutageRetry.backOff(properties), metrics, clock),
                metrics,
                tracing,
                properties.storeTimeout());
    }

    private BatchListener.PartitionPauses pauses(MessageListenerContainer container) {
        return (consumer, partition, wait) -> {
            if (consumer.assignment().contains(partition)) {
                consumer.seek(partition, wait.offset());
            }
            pauses.pausePartition(container, partition, wait.delay());
        };
    }
}
