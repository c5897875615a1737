package io.letsrun.console.index;

import io.letsrun.console.cause.Fingerprint;
import io.letsrun.console.mask.Harmless;
import io.letsrun.console.mask.Mask;
import io.letsrun.contracts.delivery.FailureHeaders;
import io.letsrun.contracts.delivery.ReplayHeaders;
import io.letsrun.contracts.event.EventHeaders;
import io.letsrun.delivery.fetch.OversizedRecord;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Reads records as dead letters. No record fails: of one that tells nothing the place is known, and its bytes. */
@Component
final class DeadLetterReader {

    private static final Logger log = LoggerFactory.getLogger(DeadLetterReader.class);
    private static final Pattern DEAD_LETTER_TOPIC = Pattern.compile("(.+)\\.([^.]+)\\.dlt");
    private static final Pattern TRACE_PARENT = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-.*");
    private static final int MAX_NAME = 256;
    private static final int MAX_VERSION = 64;
    private static final String UNKNOWN = "unknown";

    private final Clock clock;

    DeadLetterReader(Clock clock) {
        this.clock = clock;
    }

    DeadLetter read(ConsumerRecord<byte[], byte[]> record) {
        try {
            OversizedRecord oversized = OversizedRecord.of(record);
            if (oversized != null) {
                // Somebody else than we wrote the letter.
                oversized.tell(record.headers(), record.offset());
            }
            UUID user = UserIds.of(record.key(), record.value());
            return read(record, new TextHeaders(record.headers(), clock.instant()), user, "");
        } catch (RuntimeException | StackOverflowError e) {
            return bare(record, e);
        }
    }

    /** Returns what can be stored of it in any case. */
    DeadLetter bare(ConsumerRecord<byte[], byte[]> record, Throwable error) {
        log.atError()
                .addKeyValue("topic", record.topic())
                .addKeyValue("partition", record.partition())
                .addKeyValue("offset", record.offset())
                .setCause(error)
                .log("A dead letter cannot be read or stored as it is; it is stored without what its headers tell");
        TextHeaders none = new TextHeaders(new RecordHeaders(), clock.instant());
        return read(record, none, null, "the console could not read the headers");
    }

    /** @param absentMessage what is told when the headers have no message */
    private static DeadLetter read(
            ConsumerRecord<byte[], byte[]> record, TextHeaders headers, @Nullable UUID user, String absentMessage) {
        Origin origin = Origin.of(record.topic(), headers);
        Instant last = headers.instant(FailureHeaders.LAST_FAILURE, Instant.ofEpochMilli(record.timestamp()));
        Instant first = headers.instant(FailureHeaders.FIRST_FAILURE, last);
        String exception = Harmless.className(headers.text(FailureHeaders.EXCEPTION_CLASS, MAX_NAME, UNKNOWN));
        String message = Mask.text(
                headers.text(FailureHeaders.EXCEPTION_MESSAGE, FailureHeaders.MAX_MESSAGE_BYTES, absentMessage));
        String stack = Mask.text(headers.text(FailureHeaders.EXCEPTION_STACK, FailureHeaders.MAX_STACK_BYTES, ""));
        Fingerprint cause = Fingerprint.of(origin.group(), exception, message, stack);
        Matcher trace = TRACE_PARENT.matcher(headers.text(EventHeaders.TRACE_PARENT, MAX_NAME, ""));
        return new DeadLetter(
                record.topic(),
                record.partition(),
                record.offset(),
                origin.topic(),
                origin.group(),
                origin.partition(),
                origin.offset(),
                origin.time(),
                headers.text(FailureHeaders.REASON, MAX_NAME, UNKNOWN),
                exception,
                message,
                stack,
                headers.count(FailureHeaders.ATTEMPTS),
                first.isAfter(last) ? last : first,
                last,
                headers.text(FailureHeaders.SERVICE_VERSION, MAX_VERSION),
                headers.text(EventHeaders.ID, MAX_NAME),
                headers.text(EventHeaders.TYPE, MAX_NAME),
                user,
                trace.matches() ? trace.group(1) : null,
                record.key(),
                record.value(),
                OriginalHeaders.json(headers.headers()),
                headers.uuid(ReplayHeaders.ID),
                headers.count(ReplayHeaders.COUNT),
                cause.digest(),
                cause.message(),
                cause.frames());
    }

    private record Origin(
            String topic,
            String group,
            @Nullable Integer partition,
            @Nullable Long offset,
            @Nullable Instant time) {

        /**
         * The headers are believed only when they name this very dead-letter topic: a replay goes where they say, and nobody
         * shall send the console's records somewhere else by writing two headers.
         */
        static Origin of(String deadLetterTopic, TextHeaders headers) {
            String topic = headers.text(FailureHeaders.ORIGINAL_TOPIC, MAX_NAME, "");
            String group = headers.text(FailureHeaders.GROUP, MAX_NAME, "");
            if (!deadLetterTopic.equals(topic + "." + group + ".dlt")) {
                Matcher parts = DEAD_LETTER_TOPIC.matcher(deadLetterTopic);
                boolean named = parts.matches();
                return new Origin(
                        named ? parts.group(1) : deadLetterTopic, named ? parts.group(2) : "", null, null, null);
            }
            Long partition = headers.number(FailureHeaders.ORIGINAL_PARTITION);
            return new Origin(
                    topic,
                    group,
                    partition == null || partition > Integer.MAX_VALUE ? null : partition.intValue(),
                    headers.number(FailureHeaders.ORIGINAL_OFFSET),
                    headers.millis(FailureHeaders.ORIGINAL_TIMESTAMP));
        }
    }
}
