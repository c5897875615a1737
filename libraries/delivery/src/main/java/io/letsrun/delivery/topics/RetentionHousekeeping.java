package io.letsrun.delivery.topics;

import io.letsrun.contracts.delivery.GroupTopics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;

/** Deletes old records that have been read ({@link Retention}) every few minutes, and measures how old the oldest unread one is. */
public final class RetentionHousekeeping implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(RetentionHousekeeping.class);
    private static final String PREFIX = "letsrun.retention.";

    private final Retention retention;
    private final RetentionProperties properties;
    private final KafkaAdmin admin;
    private final ConsumerFactory<byte[], byte[]> consumers;
    private final MeterRegistry registry;
    private final Clock clock;
    private final Map<OldestUnread.GroupTopic, AtomicLong> oldestMillis = new ConcurrentHashMap<>();
    private final AtomicLong lastSuccessMillis = new AtomicLong();
    private @Nullable SimpleAsyncTaskScheduler scheduler;

    /**
     * @param groups who has to read what
     * @param consumers make consumers in no group
     */
    public RetentionHousekeeping(
            Collection<GroupTopics> groups,
            RetentionProperties properties,
            KafkaAdmin admin,
            ConsumerFactory<byte[], byte[]> consumers,
            MeterRegistry registry,
            Clock clock) {
        this.retention = new Retention(groups, properties.keep(), clock);
        this.properties = properties;
        this.admin = admin;
        this.consumers = consumers;
        this.registry = registry;
        this.clock = clock;
        Gauge.builder(PREFIX + "last.success", lastSuccessMillis, RetentionHousekeeping::seconds)
                .description("when old records were last looked for, since 1970; 0: not since the start")
                .baseUnit("seconds")
                .register(registry);
        for (GroupTopics each : groups) {
            oldestMillis.computeIfAbsent(
                    new OldestUnread.GroupTopic(each.group(), each.topic().name()), this::gauge);
        }
    }

    /** With a scheduler of its own: one that was closed takes no more tasks, and a context may be started again. */
    @Override
    public synchronized void start() {
        if (scheduler == null) {
            scheduler = new SimpleAsyncTaskScheduler();
            scheduler.setVirtualThreads(true);
            scheduler.setThreadNamePrefix("retention-");
            scheduler.scheduleWithFixedDelay(this::runOnce, properties.every());
        }
    }

    @Override
    public synchronized void stop() {
        if (scheduler != null) {
            scheduler.close();
            scheduler = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return scheduler != null;
    }

    void runOnce() {
        try (Admin client = Admin.create(admin.getConfigurationProperties());
                Consumer<byte[], byte[]> consumer = consumers.createConsumer()) {
            Retention.Report report = retention.run(client);
            report.deleted()
                    .forEach((topic, records) ->
                            registry.counter(PREFIX + "deleted", "topic", topic).increment(records));
            measure(OldestUnread.of(consumer, report.unread()));
            lastSuccessMillis.set(clock.millis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            log.atWarn().setCause(e).log("Old records could not be deleted; the next attempt comes by itself");
        }
    }

    private void measure(Map<OldestUnread.GroupTopic, Long> oldest) {
        oldestMillis.forEach((where, millis) -> millis.set(oldest.getOrDefault(where, Long.MAX_VALUE)));
        oldest.forEach((where, millis) ->
                oldestMillis.computeIfAbsent(where, this::gauge).set(millis));
    }

    private AtomicLong gauge(OldestUnread.GroupTopic where) {
        AtomicLong millis = new AtomicLong(Long.MAX_VALUE);
        Gauge.builder(PREFIX + "oldest.unread", millis, this::age)
                .description("how old the oldest record is that the group has not read; 0 when it has read all")
                .baseUnit("seconds")
                .tag("group", where.group())
                .tag("topic", where.topic())
                .register(registry);
        return millis;
    }

    private double age(AtomicLong millis) {
        return Math.max(0, clock.millis() - millis.get()) / 1_000.0;
    }

    private static double seconds(AtomicLong millis) {
        return millis.get() / 1_000.0;
    }
}
