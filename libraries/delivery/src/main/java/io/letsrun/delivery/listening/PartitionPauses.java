package io.letsrun.delivery.listening;

import io.letsrun.delivery.retry.RetrySchedule;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Lets a partition wait while the others go on, and the consumer stays in its group. */
@FunctionalInterface
interface PartitionPauses {

    /** The partition goes on at the record that has to wait, when it is due. */
    void pause(Consumer<?, ?> consumer, TopicPartition partition, RetrySchedule.Wait wait);
}
