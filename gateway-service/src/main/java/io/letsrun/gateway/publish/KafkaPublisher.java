package io.letsrun.gateway.publish;

import io.letsrun.contracts.event.Event;
import io.letsrun.contracts.event.KafkaBinding;
import io.letsrun.contracts.event.Topic;
import io.letsrun.edge.clock.BrokerClock;
import io.letsrun.edge.problem.Problem;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.trace.Span;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Publishes through one producer that all requests share.
 *
 * <p>{@code send()} never blocks: {@code max.block.ms} is 0, topic metadata is loaded before {@link #open}, and the limit on bytes
 * in flight is far below the producer's memory.
 */
final class KafkaPublisher implements Publisher {

    private static final Logger log = LoggerFactory.getLogger(KafkaPublisher.class);
    private static final Publication ACKNOWLEDGED = new Publication.Acknowledged();

    private final KafkaBinding binding = new KafkaBinding("/gateway-service");
    private final InFlight inFlight;
    private final Timer latency;
    private final SendTracing tracing;
    private final BrokerClock clock;
    private volatile @Nullable Producer<byte[], byte[]> producer;
    private volatile boolean opened;
    private volatile long progressAt;

    KafkaPublisher(InFlight inFlight, Timer latency, SendTracing tracing, Clock clock) {
        this.inFlight = inFlight;
        this.latency = latency;
        this.tracing = tracing;
        this.clock = new BrokerClock(clock);
    }

    /** @param ready a producer whose metadata is loaded */
    void open(Producer<byte[], byte[]> ready) {
        producer = ready;
        opened = true;
    }

    /** Refuses until it is opened again. */
    void close() {
        producer = null;
    }

    /** Returns the brokers' time, learnt from acknowledgements. */
    BrokerClock clock() {
        return clock;
    }

    boolean isOpen() {
        return producer != null;
    }

    /** Returns whether it has ever been open. */
    boolean wasOpened() {
        return opened;
    }

    /** Returns the time since the last acknowledgement while records wait; zero when none waits. */
    Duration withoutProgress() {
        return inFlight.bytes() == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - progressAt);
    }

    @Override
    public void admit() {
        if (!isOpen()) {
            throw Problem.unavailable(notOpen()).refused();
        }
        if (inFlight.isFull()) {
            throw Problem.unavailable("Too much is in flight.").refused();
        }
    }

    private String notOpen() {
        return opened ? "The brokers do not answer." : "Not ready yet.";
    }

    @Override
    public Mono<Publication> publish(Topic topic, Event event, @Nullable String traceParent) {
        return Mono.create(sink -> {
            Instant now = clock.instant();
            Span span = tracing.begin(topic, traceParent);
            send(binding.write(topic, event, now, SendTracing.parent(span, traceParent)), span, sink);
        });
    }

    private void send(ProducerRecord<byte[], byte[]> record, Span span, MonoSink<Publication> answer) {
        Producer<byte[], byte[]> current = producer;
        if (current == null) {
            SendTracing.failed(span, "not-ready");
            answer.success(new Publication.Unavailable(notOpen()));
            return;
        }
        long size = InFlight.sizeOf(record);
        long inFlightNow = inFlight.take(size);
        if (inFlightNow == 0) {
            SendTracing.failed(span, "in-flight");
            answer.success(new Publication.Unavailable("Too much is in flight."));
            return;
        }
        long start = System.nanoTime();
        long sentMillis = clock.localMillis();
        if (inFlightNow == size) {
            progressAt = start; // nothing waited before
        }
        try {
            current.send(record, (metadata, failure) -> {
                long now = System.nanoTime();
                inFlight.release(size);
                latency.record(now - start, TimeUnit.NANOSECONDS);
                if (failure == null) {
                    progressAt = now;
                }
                answer.success(
                        failure == null
                                ? acknowledged(span, metadata, sentMillis)
                                : unavailable(record.topic(), span, failure));
            });
        } catch (RuntimeException e) { // thrown instead of given to the callback: closed, or too large
            inFlight.release(size);
            answer.success(unavailable(record.topic(), span, e));
        }
    }

    private Publication acknowledged(Span span, @Nullable RecordMetadata metadata, long sentMillis) {
        if (metadata != null) {
            clock.appended(sentMillis, metadata.timestamp());
        }
        SendTracing.acknowledged(span, metadata);
        return ACKNOWLEDGED;
    }

    private static Publication unavailable(String topic, Span span, Throwable failure) {
        SendTracing.failed(span, failure.getClass().getName());
        log.atDebug().addKeyValue("topic", topic).setCause(failure).log("not acknowledged");
        return new Publication.Unavailable("The brokers did not acknowledge it in time.");
    }
}
