package io.letsrun.console.sending;

import io.letsrun.contracts.bucket.BucketPartitioner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Sends records, and waits until every one of them is acknowledged or given up. */
@Component
class RetryTopics implements DisposableBean {

    /** A letter is held in memory as a whole, and as bytes of the producer; the index reads no larger ones than it can store. */
    static final int MAX_RECORD_BYTES = 32 * 1024 * 1024;

    private static final String VALUE_NOT_KEPT = "its value was too large to keep, so there is nothing to send";

    /** So many replays can wait for the broker at the same time. */
    private static final int THREADS = 16;

    private final DefaultKafkaProducerFactory<byte[], byte[]> producers;
    private final Destinations destinations;

    /** Its own threads: they wait for the broker, and nothing else should wait behind them. */
    private final Scheduler scheduler = Schedulers.newBoundedElastic(THREADS, Integer.MAX_VALUE, "retry-topics");

    RetryTopics(KafkaProperties kafka) {
        Map<String, Object> settings = kafka.buildProducerProperties();
        settings.put(ProducerConfig.PARTITIONER_CLASS_CONFIG, BucketPartitioner.class);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // What a topic holds compressed must fit into it again.
        settings.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_RECORD_BYTES);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 2L * MAX_RECORD_BYTES);
        settings.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
        settings.putIfAbsent(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        settings.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        destinations = new Destinations(kafka.buildAdminProperties());
        producers = new DefaultKafkaProducerFactory<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Never fails: what could not be sent is told by the {@link Delivery}. */
    Mono<Delivery> send(List<Claimed> letters) {
        return Mono.fromCallable(() -> deliver(letters))
                .onErrorResume(error -> Mono.just(new Delivery(List.of(), Map.of(), error)))
                .subscribeOn(scheduler);
    }

    private Delivery deliver(List<Claimed> letters) throws ExecutionException, TimeoutException, InterruptedException {
        Map<UUID, String> refused = new HashMap<>(destinations.missing(letters));
        letters.stream()
                .filter(ReplayRecord::hasLostItsValue)
                .forEach(letter -> refused.put(letter.id(), VALUE_NOT_KEPT));
        Map<UUID, Future<RecordMetadata>> answers = new LinkedHashMap<>();
        Throwable failure = null;
        try (Producer<byte[], byte[]> producer = producers.createProducer()) {
            for (Claimed letter : letters) {
                if (!refused.containsKey(letter.id())) {
                    Future<RecordMetadata> answer = producer.send(ReplayRecord.of(letter));
                    answers.put(letter.id(), answer);
                    if (answer.isDone() && answer.state() == Future.State.FAILED) {
                        break; // Each record could wait as long as this one did.
                    }
                }
            }
        } catch (RuntimeException e) {
            failure = e;
        }
        return delivery(answers, refused, failure);
    }

    /** Waits for the broker's answers. */
    static Delivery delivery(
            Map<UUID, Future<RecordMetadata>> answers, Map<UUID, String> refused, @Nullable Throwable failed)
            throws InterruptedException {
        List<UUID> acknowledged = new ArrayList<>();
        Throwable failure = failed;
        for (Map.Entry<UUID, Future<RecordMetadata>> answer : answers.entrySet()) {
            try {
                answer.getValue().get();
                acknowledged.add(answer.getKey());
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RecordTooLargeException tooLarge) {
                    refused.put(answer.getKey(), words(tooLarge));
                } else {
                    failure = e.getCause();
                }
            }
        }
        return new Delivery(acknowledged, refused, failure);
    }

    /** The producer names its own limit; whatever else is said of a record's size comes from the broker. */
    private static String words(RecordTooLargeException tooLarge) {
        return String.valueOf(tooLarge.getMessage()).contains(" configuration")
                ? "it is larger than a console sends (" + MAX_RECORD_BYTES / 1024 / 1024 + " MiB)"
                : "the broker refuses so large a record: max.message.bytes of its topic is lower";
    }

    /**
     * The result of sending a batch.
     *
     * @param acknowledged items that all in-sync replicas hold
     * @param refused items that can never be sent, each with the reason
     * @param failure why the others are neither; null when there are none
     */
    record Delivery(
            List<UUID> acknowledged,
            Map<UUID, String> refused,
            @Nullable Throwable failure) {

        private static final int MAX_LENGTH = 300;

        /** Says in a line what went wrong. */
        static String words(Throwable error) {
            Throwable root = NestedExceptionUtils.getMostSpecificCause(error);
            String message = root.getMessage();
            String text = root.getClass().getSimpleName() + (message == null ? "" : ": " + message);
            return text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) : text;
        }
    }

    @Override
    public void destroy() {
        scheduler.dispose();
        destinations.close();
        producers.destroy();
    }
}
