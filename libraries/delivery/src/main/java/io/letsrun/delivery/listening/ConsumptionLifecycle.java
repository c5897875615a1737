package io.letsrun.delivery.listening;

import io.letsrun.contracts.event.Topic;
import io.letsrun.contracts.event.Topics;
import io.letsrun.delivery.batch.Subscription;
import io.letsrun.delivery.topics.TopicDeclarations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Consumes every {@link Subscription} while the service runs.
 *
 * <p>The service starts without waiting for the broker: topics are declared, and consumption begins, when it answers. All
 * of them come first, those that are only written too, so that what follows from a batch, or fails in it, finds its topic.
 */
public final class ConsumptionLifecycle implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ConsumptionLifecycle.class);
    private static final long DECLARE_AGAIN_MILLIS = 1_000;
    private static final long LOOK_SECONDS = 10;

    private final Set<Topic> topics = new LinkedHashSet<>();
    private final Map<Topic, List<Topic>> derived = new LinkedHashMap<>();
    private final TopicDeclarations declarations;
    private final List<MessageListenerContainer> containers = new ArrayList<>();
    private volatile @Nullable Starter starter;

    public ConsumptionLifecycle(
            List<Subscription<?>> subscriptions,
            List<Topic> written,
            TopicDeclarations declarations,
            ListenerContainers consumption) {
        this.declarations = declarations;
        topics.addAll(written);
        for (Subscription<?> subscription : subscriptions) {
            topics.add(subscription.topic());
            topics.add(Topics.REPLAY_RESULTS);
            derived.put(subscription.topic(), consumption.chain(subscription).derived());
            containers.addAll(consumption.containers(subscription));
        }
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
        containers.forEach(MessageListenerContainer::stop);
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
                declareWhatIsDeleted();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** A topic that somebody deletes is needed again by the next record, which would otherwise wait for a restart. */
        private void declareWhatIsDeleted() throws InterruptedException {
            try (Admin client = declarations.client()) {
                while (!stopped.await(LOOK_SECONDS, TimeUnit.SECONDS)) {
                    if (TopicDeclarations.isAnyMissing(client, topics, derived)) {
                        declared();
                    }
                }
            }
        }

        private boolean declared() {
            try {
                declarations.declare(topics, derived);
                return true;
            } catch (RuntimeException e) {
                log.atWarn()
                        .addKeyValue("topics", topics.stream().map(Topic::name).toList())
                        .addKeyValue("reason", e.getMessage())
                        .log("The topics cannot be declared; retrying, and consumption starts after that");
                return false;
            }
        }

        /** Under the same lock as {@link #stop}, so that no container starts once the service is stopping. */
        private synchronized void startContainers() {
            if (stopped.getCount() > 0) {
                containers.forEach(MessageListenerContainer::start);
            }
        }

        synchronized void stop() {
            stopped.countDown();
        }
    }
}
