package io.letsrun.load.drain;

import io.letsrun.contracts.event.KafkaBinding;
import io.letsrun.contracts.event.Topic;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongFunction;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Fills a topic as the gateway would. */
record Preload(String bootstrapServers) {

    void send(Topic topic, long count, Workload.Events events) {
        KafkaBinding binding = new KafkaBinding("/benchmark");
        send(count, n -> binding.write(topic, events.event(n), Instant.now(), null));
    }

    void send(long count, LongFunction<ProducerRecord<byte[], byte[]>> records) {
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.LINGER_MS_CONFIG,
                5);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (long n = 0; n < count; n++) {
                Future<?> unused = producer.send(records.apply(n), (metadata, error) -> {
                    if (error != null) {
                        failure.compareAndSet(null, error);
                    }
                });
            }
        }
        Exception error = failure.get();
        if (error != null) {
            throw new IllegalStateException("the topic could not be filled", error);
        }
    }
}
