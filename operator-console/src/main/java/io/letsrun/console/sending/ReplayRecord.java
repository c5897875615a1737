package io.letsrun.console.sending;

import io.letsrun.console.index.OriginalHeaders;
import io.letsrun.contracts.delivery.FailureHeaders;
import io.letsrun.contracts.delivery.GroupTopics;
import io.letsrun.contracts.delivery.ReplayHeaders;
import io.letsrun.contracts.event.EventHeaders;
import io.letsrun.contracts.event.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Makes the record that replays a letter.
 *
 * <p>It has no header of the letter's last life. spring-kafka counts attempts and measures delays by {@code
 * retry_topic-*} headers: a letter that still had them would go back to the dead letters at its first failure, without
 * one retry.
 */
final class ReplayRecord {

    /** Names the event that an edited one came from. */
    static final String EDITED_FROM = "x-edited-from";

    private ReplayRecord() {}

    /** Returns the retry topic that the letter goes to. */
    static String topic(Claimed letter) {
        return new GroupTopics(new Topic(letter.topic(), false), letter.groupName())
                .retry()
                .name();
    }

    /** Whether only size and hash of the record's value are known, and nobody has put another in its place. */
    static boolean hasLostItsValue(Claimed letter) {
        return !letter.isEdited()
                && letter.value() == null
                && OriginalHeaders.read(letter.headers()).stream()
                        .anyMatch(header -> header.key().equals(FailureHeaders.VALUE_BYTES));
    }

    static ProducerRecord<byte[], byte[]> of(Claimed letter) {
        boolean edited = letter.isEdited();
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                topic(letter),
                edited ? letter.editedKey() : letter.key(),
                edited ? letter.editedValue() : letter.value());
        Headers headers = record.headers();
        // The original's own, in their order.
        OriginalHeaders.read(letter.headers()).forEach(headers::add);
        add(headers, FailureHeaders.ORIGINAL_TOPIC, letter.topic());
        add(headers, FailureHeaders.ORIGINAL_PARTITION, letter.partition());
        add(headers, FailureHeaders.ORIGINAL_OFFSET, letter.offset());
        add(headers, FailureHeaders.ORIGINAL_TIMESTAMP, millis(letter.recordTime()));
        add(headers, ReplayHeaders.ID, letter.id());
        add(headers, ReplayHeaders.COUNT, letter.replayCount() + 1);
        if (edited) {
            replace(headers, EventHeaders.ID, letter.editedEventId());
            replace(headers, EDITED_FROM, letter.eventId());
        }
        return record;
    }

    private static void replace(Headers headers, String name, @Nullable String value) {
        if (value != null) {
            headers.remove(name);
            add(headers, name, value);
        }
    }

    private static @Nullable Long millis(@Nullable Instant time) {
        return time == null ? null : time.toEpochMilli();
    }

    private static void add(Headers headers, String name, @Nullable Object value) {
        if (value != null) {
            headers.add(name, value.toString().getBytes(StandardCharsets.UTF_8));
        }
    }
}
