package io.letsrun.delivery.listening;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far each partition is read. That is further than its last record where a transaction ended or was aborted, whose marks take
 * offsets too, or where records were compacted away. Uncommitted, they would be a lag for ever.
 */
public final class ReadPositions {

    private static final Logger log = LoggerFactory.getLogger(ReadPositions.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private ReadPositions() {}

    /**
     * Commits them, on the consumer's thread, while nothing comes.
     *
     * @param inHand partitions whose last records are not settled
     * @return false when the brokers do not answer; the next call tries again
     */
    public static boolean commit(Consumer<?, ?> consumer, Set<TopicPartition> inHand) {
        Set<TopicPartition> settled = new HashSet<>(consumer.assignment());
        settled.removeAll(inHand);
        try {
            Map<TopicPartition, OffsetAndMetadata> commits = new HashMap<>();
            consumer.committed(settled, PATIENCE).forEach((partition, committed) -> {
                long position = consumer.position(partition, PATIENCE);
                if (position > (committed == null ? 0 : committed.offset())) {
                    commits.put(partition, new OffsetAndMetadata(position));
                }
            });
            if (!commits.isEmpty()) {
                consumer.commitSync(commits, PATIENCE);
            }
            return true;
        } catch (KafkaException e) {
            log.atDebug().setCause(e).log("How far partitions are read is committed later");
            return false;
        }
    }
}
