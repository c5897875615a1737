package io.letsrun.delivery;

import io.letsrun.contracts.event.Event;
import io.letsrun.contracts.event.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;

/**
 * Consumes every {@link Subscription} while the service runs.
 *
 * <p>The service starts without waiting for the broker: topics are declared, and consumption begins, when it answers. All
 * of them come first, those that are only written too, so that what follows from a batch finds its topic.
 */
final class DeliveryContainers implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(DeliveryContainers.class);
    private static final long DECLARE_AGAIN_MILLIS = 1_000;

    private final List<Topic> topics;
    private final TopicDeclarations declarations;
    private final List<ConcurrentMessageListenerContainer<byte[], byte[]>> containers;
    private volatile @Nullable Starter starter;

    DeliveryContainers(
            List<Subscription<?>> subscriptions,
            List<Topic> written,
            TopicDeclarations declarations,
            ConsumerFactory<byte[], byte[]> consumers,
            DeliveryProperties properties,
            MeterRegistry registry) {
        this.topics = Stream.concat(subscriptions.stream().map(Subscription::topic), written.stream())
                .distinct()
                .toList();
        this.declarations = declarations;
        this.containers = subscriptions.stream()
                .<ConcurrentMessageListenerContainer<byte[], byte[]>>map(
                        subscription -> container(subscription, consumers, properties, registry))
                .toList();
    }

    private static <E extends Event> ConcurrentMessageListenerContainer<byte[], byte[]> container(
            Subscription<E> subscription,
            ConsumerFactory<byte[], byte[]> consumers,
            DeliveryProperties properties,
            MeterRegistry registry) {
        String topic = subscription.topic().name();
        ContainerProperties settings = new ContainerProperties(topic);
        settings.setAckMode(ContainerProperties.AckMode.MANUAL);
        settings.setMissingTopicsFatal(false);
        settings.setStopImmediate(false);
        var container = new ConcurrentMessageListenerContainer<>(consumers, settings);
        container.setBeanName(topic);
        container.setConcurrency(properties.concurrency());
        DeliveryMetrics metrics = new DeliveryMetrics(registry, topic);
        container.setCommonErrorHandler(OutageHandling.with(properties, metrics, topic));
        container.setupMessageListener(
                new BatchListener(new BatchDelivery<>(subscription), container, metrics, properties.storeTimeout()));
        return container;
    }

    @Override
    public void start() {
        Starter next = new Starter();
        starter = next;
        Thread.ofVirtual().name("delivery-start").start(next);
    }

    @Override
    public void stop() {
        Starter running = starter;
        if (running != null) {
            running.stop();
            starter = null;
        }
        containers.forEach(ConcurrentMessageListenerContainer::stop);
    }

    @Override
    public boolean isRunning() {
        return starter != null;
    }

    private final class Starter implements Runnable {

        private final CountDownLatch stopped = new CountDownLatch(1);

        @Override
        public void run() {
            try {
                while (!declared()) {
                    if (stopped.await(DECLARE_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
                        return;
                    }
                }
                startContainers();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private boolean declared() {
            try {
                declarations.declare(topics);
                return true;
            } catch (RuntimeException e) {
                log.atWarn()
                        .addKeyValue("topics", topics.stream().map(Topic::name).toList())
                        .addKeyValue("reason", e.getMessage())
                        .log("The broker does not answer yet; consumption starts when it does");
                return false;
            }
        }

        /** Under the same lock as {@link #stop}, so that no container starts once the service is stopping. */
        private synchronized void startContainers() {
            if (stopped.getCount() > 0) {
                containers.forEach(ConcurrentMessageListenerContainer::start);
            }
        }

        synchronized void stop() {
            stopped.countDown();
        }
    }
}
