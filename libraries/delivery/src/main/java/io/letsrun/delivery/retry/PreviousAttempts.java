package io.letsrun.delivery.retry;

import static io.letsrun.contracts.event.KafkaBinding.header;

import io.letsrun.contracts.delivery.FailureHeaders;
import java.time.DateTimeException;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What a record went through before the attempt that has just failed.
 *
 * @param attempts how many have failed since it was published or replayed
 * @param firstFailure when the first of them failed; null when there was none
 */
public record PreviousAttempts(int attempts, @Nullable Instant firstFailure) {

    private static final PreviousAttempts NONE = new PreviousAttempts(0, null);

    /**
     * Reads it from the record's headers. What comes first in the main topic has none. Nor has a dead letter that somebody
     * sent to the retry topic just as it was, which its reason gives away: it begins anew.
     */
    public static PreviousAttempts of(ConsumerRecord<?, ?> record, RetryStep step) {
        Headers headers = record.headers();
        return step.main() || headers.lastHeader(FailureHeaders.REASON) != null
                ? NONE
                : new PreviousAttempts(
                        attempts(header(headers, FailureHeaders.ATTEMPTS)),
                        instant(header(headers, FailureHeaders.FIRST_FAILURE)));
    }

    private static int attempts(@Nullable String text) {
        try {
            return text == null ? 0 : Math.clamp(Integer.parseInt(text), 0, Integer.MAX_VALUE - 1);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static @Nullable Instant instant(@Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
