package io.letsrun.delivery.publishing;

import io.letsrun.contracts.event.Event;
import io.letsrun.contracts.event.KafkaBinding;
import io.letsrun.contracts.event.Topic;
import io.letsrun.delivery.tracing.BatchTrace;
import io.letsrun.edge.clock.BrokerClock;
import java.time.Clock;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Publishes through the one producer of the service, and flushes it: nobody has more to send until this is acknowledged, so
 * the producer would linger for nothing.
 */
public final class KafkaEventPublisher implements DisposableBean {

    private final DefaultKafkaProducerFactory<byte[], byte[]> producers;
    private final KafkaBinding binding;
    private final BrokerClock clock;

    public KafkaEventPublisher(DefaultKafkaProducerFactory<byte[], byte[]> producers, String service, Clock clock) {
        this.producers = producers;
        this.binding = new KafkaBinding("/" + service);
        this.clock = new BrokerClock(clock);
    }

    /** Returns the brokers' time, learnt from what they acknowledge. */
    public BrokerClock clock() {
        return clock;
    }

    /**
     * Sends the events in this order; completes when the brokers hold all of them ({@code acks=all}), and fails when any of
     * them is not acknowledged in time, in which case any number of them may have been sent.
     *
     * @param causes the event of the batch that each one followed from, in the same order: whose trace goes on with it
     */
    public Mono<Void> publish(Topic topic, List<? extends Event> events, List<? extends Event> causes) {
        if (events.size() != causes.size()) {
            throw new IllegalArgumentException(events.size() + " events cannot have " + causes.size() + " causes");
        }
        return Mono.deferContextual(context -> {
                    BatchTrace trace = BatchTrace.of(context);
                    Instant now = clock.instant();
                    return Mono.fromFuture(send(
                            events.size(),
                            i -> binding.write(topic, events.get(i), now, trace.parentOf(causes.get(i))),
                            (acknowledgements, i) -> acknowledgements));
                })
                .subscribeOn(Schedulers.boundedElastic()) // send() may wait for metadata or memory
                .then();
    }

    /**
     * Publishes records as they are. Completes when the brokers hold all of them but those that they refuse, whose indexes it
     * returns: each of them is too large, or breaks a rule of its topic, and will be refused again. Fails when any other is not
     * acknowledged, and then any number may have been sent.
     */
    public Mono<BitSet> send(List<ProducerRecord<byte[], byte[]>> records) {
        return Mono.defer(() -> Mono.fromFuture(send(records.size(), records::get, Acknowledgements::of)))
                .subscribeOn(Schedulers.boundedElastic());
    }

    /**
     * Ends at the first failure: without metadata, each further record would wait for it again. Without a template, whose future
     * for each record would cost more than the record.
     */
    private CompletableFuture<BitSet> send(
            int count,
            IntFunction<ProducerRecord<byte[], byte[]>> records,
            BiFunction<Acknowledgements, Integer, Callback> callbacks) {
        Acknowledgements acknowledgements = new Acknowledgements(count, clock);
        try (Producer<byte[], byte[]> producer = producers.createProducer()) {
            for (int i = 0; i < count && !acknowledgements.all().isCompletedExceptionally(); i++) {
                Future<?> unused = producer.send(records.apply(i), callbacks.apply(acknowledgements, i));
            }
            producer.flush();
        }
        return acknowledgements.all();
    }

    @Override
    public void destroy() {
        producers.destroy();
    }
}
