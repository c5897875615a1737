package io.letsrun.profile.distributed;

import io.letsrun.contracts.bucket.BucketPartitioner;
import io.letsrun.contracts.event.KafkaBinding;
import io.letsrun.contracts.event.Topics;
import io.letsrun.profile.RunningConsumer;
import io.letsrun.testing.RandomUsers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** One run each of many users, at a steady rate until it is closed. */
final class RunLoad implements AutoCloseable {

    private static final Duration INTERVAL = Duration.ofMillis(4);
    private static final KafkaBinding BINDING = new KafkaBinding("/test");

    private final Map<UUID, Instant> sentAt = new ConcurrentHashMap<>();
    private final KafkaProducer<byte[], byte[]> producer;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

    RunLoad(String bootstrapServers) {
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.PARTITIONER_CLASS_CONFIG,
                        BucketPartitioner.class),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        clock.scheduleAtFixedRate(this::send, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void send() {
        UUID user = RandomUsers.any();
        Instant now = Instant.now();
        producer.send(
                BINDING.write(Topics.RUNS, RunningConsumer.run(user, "run", 1, DistributedStorageIT.FIRST), now, null),
                (metadata, failure) -> {
                    if (failure == null) {
                        sentAt.put(user, now);
                    }
                });
    }

    /** Returns when the run of each user was sent, of those that the broker has. */
    Map<UUID, Instant> sentAt() {
        return sentAt;
    }

    @Override
    public void close() {
        clock.close();
        producer.close();
    }
}
