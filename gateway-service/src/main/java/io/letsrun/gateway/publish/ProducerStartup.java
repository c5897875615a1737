package io.letsrun.gateway.publish;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.KafkaAdmin;

/**
 * Opens the publisher as soon as the brokers let it, however late they come: declares the topics, and loads their metadata
 * through the producer. Works on a thread of its own, so that the gateway starts, and says that it is not ready, without
 * any broker.
 */
final class ProducerStartup implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ProducerStartup.class);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(250);

    private final KafkaAdmin admin;
    private final Map<String, Object> settings;
    private final List<String> topics;
    private final KafkaPublisher publisher;
    private final Duration lastWords;
    private volatile @Nullable Producer<byte[], byte[]> producer;
    private volatile @Nullable Thread thread;

    /** @param lastWords how long a stop waits for acknowledgements that are still to come */
    ProducerStartup(
            KafkaAdmin admin,
            Map<String, Object> settings,
            List<String> topics,
            KafkaPublisher publisher,
            Duration lastWords) {
        this.admin = admin;
        this.settings = settings;
        this.topics = topics;
        this.publisher = publisher;
        this.lastWords = lastWords;
    }

    @Override
    public void start() {
        thread = Thread.ofPlatform().name("publisher-opening").daemon().start(this::open);
    }

    private void open() {
        try {
            if (!attempt()) {
                log.atWarn()
                        .addKeyValue("topics", topics)
                        .log("the brokers do not answer yet; until they do, nothing is taken");
                do {
                    Thread.sleep(BETWEEN_ATTEMPTS);
                } while (!attempt());
            }
            log.atInfo().addKeyValue("topics", topics).log("publishing");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Declares before it asks for metadata, since asking may create a topic with the broker's own defaults. */
    private boolean attempt() {
        try {
            Producer<byte[], byte[]> opened = producer();
            if (!admin.initialize()) {
                return false;
            }
            for (String topic : topics) {
                opened.partitionsFor(topic);
            }
            publisher.open(opened);
            return true;
        } catch (KafkaException | IllegalStateException e) {
            log.atDebug().setCause(e).log("no publishing yet");
            return false;
        }
    }

    /** Made here and not at the start, because a host name that does not resolve yet makes the constructor fail. */
    private Producer<byte[], byte[]> producer() {
        Producer<byte[], byte[]> made = producer;
        if (made == null) {
            made = new KafkaProducer<>(settings);
            producer = made;
        }
        return made;
    }

    @Override
    public void stop() {
        Thread opening = thread;
        if (opening != null) {
            opening.interrupt();
        }
        Producer<byte[], byte[]> opened = producer;
        if (opened != null) {
            opened.close(lastWords); // flushes first
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
