package io.letsrun.console.web;

import io.letsrun.contracts.delivery.ReplayHeaders;
import io.letsrun.contracts.delivery.ReplayResult;
import io.letsrun.contracts.event.KafkaBinding;
import io.letsrun.contracts.event.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A consumer group that applies whatever is replayed to it, and says so. */
final class AnsweringGroup implements AutoCloseable {

    private final Map<String, Object> client;
    private final String retry;
    private final Thread thread;
    private volatile boolean open = true;

    AnsweringGroup(String bootstrapServers, String retry) {
        this.client = Map.of("bootstrap.servers", bootstrapServers, "group.id", retry, "auto.offset.reset", "earliest");
        this.retry = retry;
        this.thread = Thread.ofPlatform().name("answering").start(this::answer);
    }

    private void answer() {
        KafkaBinding binding = new KafkaBinding("/test");
        try (var consumer = new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
                var producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", client.get("bootstrap.servers")),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            consumer.subscribe(List.of(retry));
            while (open) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    UUID id = UUID.fromString(KafkaBinding.header(record.headers(), ReplayHeaders.ID));
                    ReplayResult applied = new ReplayResult(id, ReplayResult.APPLIED, Instant.now());
                    producer.send(binding.write(Topics.REPLAY_RESULTS, applied, Instant.now(), null));
                }
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        open = false;
        thread.join();
    }
}
