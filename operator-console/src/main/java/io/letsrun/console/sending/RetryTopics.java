package io.letsrun.console.sending;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
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

    private static final int THREADS = 4;

    private final DefaultKafkaProducerFactory<byte[], byte[]> producers;
    private final Destinations destinations;

    /** Its own threads: while the broker is away send() waits, and nothing else should wait behind it. */
    private final Scheduler scheduler = Schedulers.newBoundedElastic(THREADS, Integer.MAX_VALUE, "retry-topics");

    RetryTopics(KafkaProperties kafka) {
        Map<String, Object> settings = kafka.buildProducerProperties();
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
        // send() may wait for metadata or memory, so it stays off the event loops.
        return Mono.fromCallable(() -> hand(letters))
                .flatMap(Mono::fromFuture)
                .onErrorResume(error -> Mono.just(new Delivery(List.of(), Map.of(), error)))
                .subscribeOn(scheduler);
    }

    private CompletableFuture<Delivery> hand(List<Claimed> letters)
            throws ExecutionException, TimeoutException, InterruptedException {
        Map<UUID, String> refused = destinations.missing(letters);
        Receipts receipts = new Receipts(refused);
        try (Producer<byte[], byte[]> producer = producers.createProducer()) {
            for (Claimed letter : letters) {
                // Each record could wait as long as the one that just failed.
                if (receipts.failed()) {
                    break;
                }
                if (refused.containsKey(letter.id())) {
                    continue;
                }
                receipts.expect();
                ProducerRecord<byte[], byte[]> record = ReplayRecord.of(letter);
                Future<?> unused = producer.send(record, (metadata, error) -> receipts.add(letter.id(), error));
            }
        } catch (RuntimeException e) {
            receipts.fail(e);
        }
        return receipts.complete();
    }

    @Override
    public void destroy() {
        scheduler.dispose();
        destinations.close();
        producers.destroy();
    }
}
