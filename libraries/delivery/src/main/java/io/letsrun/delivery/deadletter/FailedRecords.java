package io.letsrun.delivery.deadletter;

import io.letsrun.contracts.Sha256;
import io.letsrun.contracts.delivery.FailureHeaders;
import io.letsrun.contracts.delivery.ReplayHeaders;
import io.letsrun.contracts.event.Topic;
import io.letsrun.delivery.fetch.OversizedRecord;
import io.letsrun.delivery.retry.RecordHistory;
import io.letsrun.delivery.retry.RetryStep;
import io.letsrun.delivery.retry.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.springframework.core.NestedExceptionUtils;

/**
 * Makes the record that goes to a retry or dead-letter topic: the failed one's key, value and own headers, and headers that tell
 * of the failure, each once, in place of those of an earlier failure.
 */
public record FailedRecords(String serviceVersion) {

    private static final Set<String> TOLD = Set.of(
            FailureHeaders.ORIGINAL_TOPIC,
            FailureHeaders.ORIGINAL_PARTITION,
            FailureHeaders.ORIGINAL_OFFSET,
            FailureHeaders.ORIGINAL_TIMESTAMP,
            FailureHeaders.GROUP,
            FailureHeaders.REASON,
            FailureHeaders.EXCEPTION_CLASS,
            FailureHeaders.EXCEPTION_MESSAGE,
            FailureHeaders.EXCEPTION_STACK,
            FailureHeaders.ATTEMPTS,
            FailureHeaders.FIRST_FAILURE,
            FailureHeaders.LAST_FAILURE,
            FailureHeaders.SERVICE_VERSION,
            FailureHeaders.VALUE_BYTES,
            FailureHeaders.VALUE_SHA256,
            FailureHeaders.LAST_OFFSET);

    /** A header, or a key, of a record that is too large for its topic goes along when it is no longer than this. */
    private static final int SMALL = 1024;

    /** The most headers of its own that go along with a record that is too large. */
    private static final int FEW = 50;

    private static final Set<String> OF_A_REPLAY = Set.of(ReplayHeaders.ID, ReplayHeaders.COUNT);

    public ProducerRecord<byte[], byte[]> retry(
            ConsumerRecord<byte[], byte[]> record, RetryStep step, Verdict.Retry verdict, Instant now) {
        return tell(record, step, step.afterwards(), verdict.cause(), now);
    }

    public ProducerRecord<byte[], byte[]> deadLetter(
            ConsumerRecord<byte[], byte[]> record, RetryStep step, Verdict.DeadLettered verdict, Instant now) {
        ProducerRecord<byte[], byte[]> letter = tell(record, step, step.topics().deadLetters(), verdict.cause(), now);
        letter.headers().add(FailureHeaders.REASON, text(verdict.reason().code()));
        return letter;
    }

    /**
     * Returns the dead letter of a record that the broker refuses: without its value, and with no more of its key and headers than
     * there is room for in any topic.
     */
    public ProducerRecord<byte[], byte[]> withoutValue(
            ConsumerRecord<byte[], byte[]> record, RetryStep step, Verdict.DeadLettered verdict, Instant now) {
        ProducerRecord<byte[], byte[]> whole = deadLetter(record, step, verdict, now);
        Headers headers = new RecordHeaders();
        int own = 0;
        for (Header header : whole.headers()) {
            if (TOLD.contains(header.key())) {
                headers.add(header);
            } else if (own < FEW && isSmall(header)) {
                own++;
                headers.add(header);
            }
        }
        byte[] value = record.value();
        if (value != null) {
            headers.add(FailureHeaders.VALUE_BYTES, text(value.length));
            headers.add(FailureHeaders.VALUE_SHA256, text(HexFormat.of().formatHex(Sha256.of(value))));
        }
        byte[] key = record.key() == null || record.key().length > SMALL ? null : record.key();
        return new ProducerRecord<>(whole.topic(), null, key, null, headers);
    }

    private static boolean isSmall(Header header) {
        return header.key().length() <= SMALL && (header.value() == null || header.value().length <= SMALL);
    }

    private ProducerRecord<byte[], byte[]> tell(
            ConsumerRecord<byte[], byte[]> record, RetryStep step, Topic to, Throwable cause, Instant now) {
        Headers headers = own(record.headers(), step);
        RecordHistory.Origin origin = RecordHistory.origin(record, step);
        headers.add(FailureHeaders.ORIGINAL_TOPIC, text(origin.topic()));
        headers.add(FailureHeaders.ORIGINAL_PARTITION, text(origin.partition()));
        headers.add(FailureHeaders.ORIGINAL_OFFSET, text(origin.offset()));
        headers.add(FailureHeaders.ORIGINAL_TIMESTAMP, text(origin.timestamp()));
        headers.add(FailureHeaders.GROUP, text(step.topics().group()));
        headers.add(
                FailureHeaders.EXCEPTION_CLASS,
                text(NestedExceptionUtils.getMostSpecificCause(cause).getClass().getName()));
        headers.add(FailureHeaders.EXCEPTION_MESSAGE, ExceptionText.message(cause));
        headers.add(FailureHeaders.EXCEPTION_STACK, ExceptionText.stack(cause));
        RecordHistory.Attempts past = RecordHistory.attempts(record, step);
        headers.add(FailureHeaders.ATTEMPTS, text(past.failed() + 1));
        headers.add(FailureHeaders.FIRST_FAILURE, text(Objects.requireNonNullElse(past.firstFailure(), now)));
        headers.add(FailureHeaders.LAST_FAILURE, text(now));
        headers.add(FailureHeaders.SERVICE_VERSION, text(serviceVersion));
        OversizedRecord oversized = OversizedRecord.of(record);
        if (oversized != null) {
            oversized.tell(headers, record.offset());
        }
        return new ProducerRecord<>(to.name(), null, record.key(), record.value(), headers);
    }

    /** No record in the main topic is replayed, whatever its headers say. */
    private static Headers own(Headers all, RetryStep step) {
        Headers own = new RecordHeaders();
        for (Header header : all) {
            String name = header.key();
            boolean foreign = TOLD.contains(name)
                    || name.startsWith("kafka_")
                    || name.startsWith("retry_topic")
                    || step.main() && OF_A_REPLAY.contains(name);
            if (!foreign) {
                own.add(header);
            }
        }
        return own;
    }

    private static byte[] text(Object value) {
        return value.toString().getBytes(StandardCharsets.UTF_8);
    }
}
