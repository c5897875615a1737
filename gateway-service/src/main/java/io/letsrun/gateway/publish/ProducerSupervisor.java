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
 * Opens the publisher when the brokers answer, and closes it when they are away. Runs on its own thread, so that the gateway starts
 * without brokers, and reports that it is not ready.
 *
 * <p>Brokers are away when records wait without any connection or acknowledgement for a while. Then the producer is closed, which
 * fails all waiting requests, and new requests are refused at once. Only this thread tries the brokers again, with a new producer.
 */
final class ProducerSupervisor implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ProducerSupervisor.class);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(250);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    /** One check can fall between two connections. */
    private static final int LOOKS = 3;

    private final BooleanSupplier declareTopics;
    private final Supplier<Producer<byte[], byte[]>> producers;
    private final List<String> topics;
    private final KafkaPublisher publisher;
    private final PublishProperties properties;
    private volatile @Nullable Producer<byte[], byte[]> producer;
    private volatile @Nullable Thread thread;

    /** @param declareTopics returns whether the brokers have the topics */
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
                log.atWarn().log("The brokers are away; writes get 503 until they answer again");
                publisher.close();
                producer = null;
                opened.close(Duration.ZERO); // fails all waiting records
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Producer<byte[], byte[]> open() throws InterruptedException {
        Producer<byte[], byte[]> opened = attempt();
        if (opened == null) {
            log.atWarn().addKeyValue("topics", topics).log("The brokers do not answer; writes get 503 until they do");
        }
        while (opened == null) {
            Thread.sleep(BETWEEN_ATTEMPTS);
            opened = attempt();
        }
        publisher.open(opened);
        log.atInfo().addKeyValue("topics", topics).log("publishing");
        return opened;
    }

    /** Declares topics before reading metadata, which may create them with the broker's defaults. */
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

    /** Not created at the start, because the constructor fails while a host name does not resolve. */
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

    /** Stops after the web server, whose last requests still wait for acknowledgements. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 4096;
    }
}
