package io.letsrun.testing;

import io.letsrun.contracts.bucket.BucketPartitioner;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends records that a test counts on, to the partitions that a service would choose: none is missing without an error. */
public final class Sending {

    private static final int MAX_REQUEST_BYTES = 10_000_000;

    private Sending() {}

    /**
     * Returns when the broker has them all. Topics that a service is still declaring are waited for, see {@link FreshTopics}.
     *
     * @throws IllegalStateException if the broker has not taken one of them
     */
    public static void all(String bootstrapServers, List<ProducerRecord<byte[], byte[]>> records) {
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.PARTITIONER_CLASS_CONFIG,
                BucketPartitioner.class,
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                MAX_REQUEST_BYTES);
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrapServers));
                KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            FreshTopics.awaitLeaders(
                    admin, records.stream().map(ProducerRecord::topic).collect(Collectors.toSet()));
            for (Future<?> one : records.stream().map(producer::send).toList()) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
