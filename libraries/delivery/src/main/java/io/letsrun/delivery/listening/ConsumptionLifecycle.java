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
    private volatile @Nullable CountDownLatch stopped; // of the present run

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
        CountDownLatch run = new CountDownLatch(1);
        stopped = run;
        Thread.ofVirtual().name("delivery-start").start(() -> run(run));
    }

    @Override
    public void stop() {
        synchronized (this) {
            if (stopped != null) {
                stopped.countDown();
                stopped = null;
            }
        }
        containers.forEach(MessageListenerContainer::stop);
    }

    @Override
    public boolean isRunning() {
        return stopped != null;
    }

    private void run(CountDownLatch stopped) {
        try {
            while (!declared()) {
                if (stopped.await(DECLARE_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
            startContainers(stopped);
            declareWhatIsDeleted(stopped);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
    private synchronized void startContainers(CountDownLatch stopped) {
        if (stopped.getCount() > 0) {
            containers.forEach(MessageListenerContainer::start);
        }
    }

    /** A topic that somebody deletes is needed again by the next record, which would otherwise wait for a restart. */
    private void declareWhatIsDeleted(CountDownLatch stopped) throws InterruptedException {
        try (Admin client = declarations.client()) {
            while (!stopped.await(LOOK_SECONDS, TimeUnit.SECONDS)) {
                if (TopicDeclarations.isAnyMissing(client, topics, derived)) {
                    declared();
                }
            }
        }
    }
}
