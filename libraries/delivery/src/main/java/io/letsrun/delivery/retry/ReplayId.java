package io.letsrun.delivery.retry;

import io.letsrun.contracts.delivery.ReplayHeaders;
import io.letsrun.contracts.event.KafkaBinding;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Finds the replay that sent a record. */
public final class ReplayId {

    private ReplayId() {}

    /** Returns the replay the record belongs to; null when it is none, or nobody can have sent it as one. */
    public static @Nullable UUID of(ConsumerRecord<?, ?> record, RetryStep step) {
        String id = step.main() ? null : KafkaBinding.header(record.headers(), ReplayHeaders.ID);
        try {
            return id == null ? null : UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
