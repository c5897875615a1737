package io.letsrun.gateway.publish;

import io.letsrun.contracts.bucket.BucketPartitioner;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The settings of a producer whose {@code send()} never blocks and whose acknowledgements are never lost. */
final class ProducerSettings {

    /** Practically for ever: without metadata of its topic a send would fail. */
    private static final Duration KEEP_METADATA = Duration.ofDays(365);

    /** How late a producer learns of a new leader; the default is 1 s. */
    private static final Duration LEADER_ASKED_FOR_EVERY = Duration.ofMillis(200);

    private ProducerSettings() {}

    static Map<String, Object> of(Map<String, Object> connection, PublishProperties properties) {
        Map<String, Object> settings = new HashMap<>(connection);
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.PARTITIONER_CLASS_CONFIG, BucketPartitioner.class);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, properties.compression().name);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, properties.linger().toMillis());
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, (int) properties.batch().toBytes());
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, properties.buffer().toBytes());
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0);
        settings.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, KEEP_METADATA.toMillis());
        int deadline = (int) properties.deadline().toMillis();
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, deadline);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, deadline / 2);
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        settings.put(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, LEADER_ASKED_FOR_EVERY.toMillis());
        return settings;
    }
}
