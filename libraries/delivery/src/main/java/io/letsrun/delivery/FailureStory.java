package io.letsrun.delivery;

import io.letsrun.contracts.delivery.FailureHeaders;
import io.letsrun.contracts.delivery.ReplayHeaders;
import io.letsrun.contracts.event.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Sends a failed record on, with the whole story in its headers, told once: what the record brought along of it is replaced.
 * Its own headers, its key and its value stay as they are.
 */
final class FailureStory {

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
            FailureHeaders.SERVICE_VERSION);

    private static final Set<String> OF_A_REPLAY = Set.of(ReplayHeaders.ID, ReplayHeaders.COUNT);

    private final String serviceVersion;

    FailureStory(String serviceVersion) {
        this.serviceVersion = serviceVersion;
    }

    ProducerRecord<byte[], byte[]> retry(
            ConsumerRecord<byte[], byte[]> record, Stage stage, Verdict.Retry verdict, Instant now) {
        return tell(record, stage, stage.afterwards(), verdict.cause(), now);
    }

    ProducerRecord<byte[], byte[]> deadLetter(
            ConsumerRecord<byte[], byte[]> record, Stage stage, Verdict.Dead verdict, Instant now) {
        ProducerRecord<byte[], byte[]> letter =
                tell(record, stage, stage.topics().deadLetters(), verdict.cause(), now);
        letter.headers().add(FailureHeaders.REASON, text(verdict.reason().code()));
        return letter;
    }

    private ProducerRecord<byte[], byte[]> tell(
            ConsumerRecord<byte[], byte[]> record, Stage stage, Topic to, Throwable cause, Instant now) {
        Headers headers = own(record.headers(), stage);
        Origin origin = Origin.of(record, stage);
        headers.add(FailureHeaders.ORIGINAL_TOPIC, text(origin.topic()));
        headers.add(FailureHeaders.ORIGINAL_PARTITION, text(origin.partition()));
        headers.add(FailureHeaders.ORIGINAL_OFFSET, text(origin.offset()));
        headers.add(FailureHeaders.ORIGINAL_TIMESTAMP, text(origin.timestamp()));
        headers.add(FailureHeaders.GROUP, text(stage.topics().group()));
        headers.add(
                FailureHeaders.EXCEPTION_CLASS,
                text(CauseText.root(cause).getClass().getName()));
        headers.add(FailureHeaders.EXCEPTION_MESSAGE, CauseText.message(cause));
        headers.add(FailureHeaders.EXCEPTION_STACK, CauseText.stack(cause));
        Past past = Past.of(record, stage);
        headers.add(FailureHeaders.ATTEMPTS, text(past.attempts() + 1));
        headers.add(FailureHeaders.FIRST_FAILURE, text(Objects.requireNonNullElse(past.firstFailure(), now)));
        headers.add(FailureHeaders.LAST_FAILURE, text(now));
        headers.add(FailureHeaders.SERVICE_VERSION, text(serviceVersion));
        return new ProducerRecord<>(to.name(), null, record.key(), record.value(), headers);
    }

    /** In the main topic nothing can have been replayed, whatever its headers say. */
    private static Headers own(Headers all, Stage stage) {
        Headers own = new RecordHeaders();
        for (Header header : all) {
            String name = header.key();
            boolean foreign = TOLD.contains(name)
                    || name.startsWith("kafka_")
                    || name.startsWith("retry_topic")
                    || stage.main() && OF_A_REPLAY.contains(name);
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
