package io.letsrun.contracts.bucket;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the partition by the bucket in the record's key, as every producer of ours must: a key is a user's id, or a bucket's number. Any
 * other key, such as a replay's id, goes where Kafka's own partitioner would put it.
 *
 * @see org.apache.kafka.clients.producer.ProducerConfig#PARTITIONER_CLASS_CONFIG
 */
public final class BucketPartitioner implements Partitioner {

    private static final int UUID_LENGTH = 36;
    private static final int NO_BUCKET = -1;

    /** Returns the key of what belongs to the bucket, but to no user yet: its number. */
    public static String key(int bucket) {
        return Integer.toString(bucket);
    }

    @Override
    public int partition(
            String topic,
            @Nullable Object key,
            byte @Nullable [] keyBytes,
            @Nullable Object value,
            byte @Nullable [] valueBytes,
            Cluster cluster) {
        return partition(keyBytes, cluster.partitionCountForTopic(topic));
    }

    private static int partition(byte @Nullable [] key, int partitions) {
        if (key == null) {
            return ThreadLocalRandom.current().nextInt(partitions);
        }
        int bucket = bucket(key);
        return bucket == NO_BUCKET
                ? Utils.toPositive(Utils.murmur2(key)) % partitions
                : Bucket.partition(bucket, partitions);
    }

    private static int bucket(byte[] key) {
        try {
            return switch (key.length) {
                case 1, 2 -> numbered(Integer.parseInt(text(key)));
                case UUID_LENGTH -> ofUser(UUID.fromString(text(key)));
                default -> NO_BUCKET;
            };
        } catch (IllegalArgumentException unused) {
            return NO_BUCKET;
        }
    }

    private static int numbered(int number) {
        return number >= 0 && number < Bucket.COUNT ? number : NO_BUCKET;
    }

    private static int ofUser(UUID id) {
        return UserId.isWellFormed(id) ? Bucket.ofUser(id) : NO_BUCKET;
    }

    private static String text(byte[] key) {
        return new String(key, StandardCharsets.ISO_8859_1);
    }

    @Override
    public void configure(Map<String, ?> unused) {}

    @Override
    public void close() {}
}
