package io.letsrun.gateway.publish;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Opens the publisher when the brokers answer, and closes it when they are away. Works on a thread of its own, so that the
 * gateway starts without any broker and says that it is not ready.
 *
 * <p>Brokers are away when records wait and either no connection to a broker is left or none was acknowledged for a while.
 * Then the producer is closed, which answers all that waits, and new requests are refused at once. This thread is the only
 * one that looks whether the brokers are back, with one attempt at a time and a new producer.
 */
final class ProducerSupervisor implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ProducerSupervisor.class);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(250);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    /** A look can fall between a record and its first connection, or between one connection and the next. */
    private static final int LOOKS = 3;

    private final BooleanSupplier declareTopics;
    private final Supplier<Producer<byte[], byte[]>> producers;
    private final List<String> topics;
    private final KafkaPublisher publisher;
    private final PublishProperties properties;
    private volatile @Nullable Producer<byte[], byte[]> producer;
    private volatile @Nullable Thread thread;

    /** @param declareTopics returns whether the brokers have them */
    ProducerSupervisor(
            BooleanSupplier declareTopics,
            Supplier<Producer<byte[], byte[]>> producers,
            List<String> topics,
            KafkaPublisher publisher,
            PublishProperties properties) {
        this.declareTopics = declareTopics;
        this.producers = producers;
        this.topics = topics;
        this.publisher = publisher;
        this.properties = properties;
    }

    @Override
    public void start() {
        thread = Thread.ofPlatform().name("producer-supervisor").daemon().start(this::supervise);
    }

    private void supervise() {
        try {
            while (true) {
                Producer<byte[], byte[]> opened = open();
                awaitOutage(opened);
                log.atWarn().log("the brokers are away; until they answer again, requests are refused");
                publisher.close();
                producer = null;
                opened.close(Duration.ZERO); // fails what waits, and so answers it
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Producer<byte[], byte[]> open() throws InterruptedException {
        Producer<byte[], byte[]> opened = attempt();
        if (opened == null) {
            log.atWarn()
                    .addKeyValue("topics", topics)
                    .log("the brokers do not answer; until they do, nothing is accepted");
        }
        while (opened == null) {
            Thread.sleep(BETWEEN_ATTEMPTS);
            opened = attempt();
        }
        publisher.open(opened);
        log.atInfo().addKeyValue("topics", topics).log("publishing");
        return opened;
    }

    /** Declares before it asks for metadata, since asking may create a topic with the broker's own defaults. */
    private @Nullable Producer<byte[], byte[]> attempt() {
        try {
            Producer<byte[], byte[]> opened = producer();
            if (!declareTopics.getAsBoolean()) {
                return null;
            }
            for (String topic : topics) {
                opened.partitionsFor(topic);
            }
            return opened;
        } catch (KafkaException | IllegalStateException e) {
            log.atDebug().setCause(e).log("no publishing yet");
            return null;
        }
    }

    /** Made here and not at the start, because a host name that does not resolve yet makes the constructor fail. */
    private Producer<byte[], byte[]> producer() {
        Producer<byte[], byte[]> made = producer;
        if (made == null) {
            made = producers.get();
            producer = made;
        }
        return made;
    }

    private void awaitOutage(Producer<byte[], byte[]> opened) throws InterruptedException {
        int looks = 0;
        while (looks < LOOKS) {
            Thread.sleep(BETWEEN_LOOKS);
            looks = isAway(opened) ? looks + 1 : 0;
        }
    }

    private boolean isAway(Producer<byte[], byte[]> opened) {
        Duration waiting = publisher.withoutProgress();
        return waiting.compareTo(properties.awayAfter()) > 0
                || (waiting.compareTo(BETWEEN_LOOKS) > 0 && !isConnected(opened));
    }

    private static boolean isConnected(Producer<byte[], byte[]> opened) {
        return opened.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals("connection-count"))
                .map(Metric::metricValue)
                .allMatch(count -> count instanceof Number number && number.doubleValue() > 0);
    }

    @Override
    public void stop() {
        Thread supervising = thread;
        if (supervising != null) {
            supervising.interrupt();
        }
        Producer<byte[], byte[]> opened = producer;
        if (opened != null) {
            opened.close(properties.deadline()); // flushes first
            producer = null;
        }
        thread = null;
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /** Stops after the web server has drained: each of its last requests still waits for an acknowledgement. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 4096;
    }
}
