package io.letsrun.contracts.event;

import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/**
 * A topic, as everybody who creates it must create it.
 *
 * @param name its name on the broker
 * @param compacted whether only the last record of each key is kept for good (and all for a while)
 * @param maxBatchBytes the largest batch of records that the broker takes, as it is sent: compressed
 */
public record Topic(String name, boolean compacted, int maxBatchBytes) {

    /** What a topic that clients write to takes: the broker's default. */
    public static final int MAX_BATCH_BYTES = 1024 * 1024 + 12;

    /** A topic that takes batches of {@value #MAX_BATCH_BYTES} bytes. */
    public Topic(String name, boolean compacted) {
        this(name, compacted, MAX_BATCH_BYTES);
    }

    /**
     * Returns the settings that the topic is created with, and altered to where it exists.
     *
     * <p>No record goes because of its age or the size of the log: what may go is deleted by the housekeeping job, which knows what
     * has been read. The broker stamps each record with its own time, so that no client's clock decides anything.
     */
    public Map<String, String> settings() {
        return Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                compacted ? TopicConfig.CLEANUP_POLICY_COMPACT : TopicConfig.CLEANUP_POLICY_DELETE,
                TopicConfig.RETENTION_MS_CONFIG,
                "-1",
                TopicConfig.RETENTION_BYTES_CONFIG,
                "-1",
                TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                "LogAppendTime",
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                String.valueOf(maxBatchBytes));
    }

    /**
     * Returns the declaration of the topic for a broker that does not have it.
     *
     * @param partitions 1 or more
     * @param replication of each partition; null: the broker's default
     */
    public NewTopic declaration(int partitions, @Nullable Short replication) {
        return new NewTopic(name, Optional.of(partitions), Optional.ofNullable(replication)).configs(settings());
    }
}
