package io.letsrun.delivery.retry;

import io.letsrun.contracts.delivery.FailureHeaders;
import io.letsrun.contracts.delivery.ReplayHeaders;
import io.letsrun.contracts.event.KafkaBinding;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** What the headers of a record in a retry topic tell of it. In the main topic everybody can write them, and they tell nothing. */
public final class RecordHistory {

    private RecordHistory() {}

    /**
     * Where a record first came from.
     *
     * @param topic the main topic, always
     * @param partition -1 when a record in a retry topic does not tell
     * @param offset -1 when a record in a retry topic does not tell
     * @param timestamp in milliseconds since 1970
     */
    public record Origin(String topic, int partition, long offset, long timestamp) {}

    public static Origin origin(ConsumerRecord<?, ?> record, RetryStep step) {
        String topic = step.topics().topic().name();
        if (step.main()) {
            return new Origin(topic, record.partition(), record.offset(), record.timestamp());
        }
        Integer partition = read(record, FailureHeaders.ORIGINAL_PARTITION, Integer::valueOf);
        Long offset = read(record, FailureHeaders.ORIGINAL_OFFSET, Long::valueOf);
        Long timestamp = read(record, FailureHeaders.ORIGINAL_TIMESTAMP, Long::valueOf);
        return partition == null || offset == null || timestamp == null
                ? new Origin(topic, -1, -1, record.timestamp())
                : new Origin(topic, partition, offset, timestamp);
    }

    /**
     * What a record went through before the attempt that has just failed.
     *
     * @param failed how many attempts since it was published or replayed
     * @param firstFailure when the first of them failed; null when there was none
     */
    public record Attempts(int failed, @Nullable Instant firstFailure) {}

    /** A dead letter that somebody copied to the retry topic begins anew: only dead letters have a reason. */
    public static Attempts attempts(ConsumerRecord<?, ?> record, RetryStep step) {
        if (step.main() || record.headers().lastHeader(FailureHeaders.REASON) != null) {
            return new Attempts(0, null);
        }
        int failed = Objects.requireNonNullElse(read(record, FailureHeaders.ATTEMPTS, Integer::valueOf), 0);
        return new Attempts(
                Math.clamp(failed, 0, Integer.MAX_VALUE - 1),
                read(record, FailureHeaders.FIRST_FAILURE, Instant::parse));
    }

    /** Returns the replay the record belongs to; null when it belongs to none. */
    public static @Nullable UUID replay(ConsumerRecord<?, ?> record, RetryStep step) {
        return step.main() ? null : read(record, ReplayHeaders.ID, UUID::fromString);
    }

    /** Returns null when the header is absent, or nothing of that form. */
    private static <T> @Nullable T read(ConsumerRecord<?, ?> record, String name, Function<String, T> parse) {
        String text = KafkaBinding.header(record.headers(), name);
        try {
            return text == null ? null : parse.apply(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            return null;
        }
    }
}
