package io.letsrun.console.sending;

import io.letsrun.contracts.delivery.FailureHeaders;
import io.letsrun.contracts.delivery.GroupTopics;
import io.letsrun.contracts.delivery.ReplayHeaders;
import io.letsrun.contracts.event.EventHeaders;
import io.letsrun.contracts.event.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
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

    private static final List<String> FORBIDDEN_PREFIXES =
            List.of("retry_topic", "kafka_", "x-exception-", "x-failure-", FailureHeaders.ORIGINAL_PREFIX, "x-replay-");

    private static final Set<String> FORBIDDEN = Set.of(
            FailureHeaders.GROUP,
            FailureHeaders.ATTEMPTS,
            FailureHeaders.FIRST_FAILURE,
            FailureHeaders.LAST_FAILURE,
            FailureHeaders.SERVICE_VERSION);

    private ReplayRecord() {}

    /** Returns the retry topic that the letter goes to. */
    static String topic(Claimed letter) {
        return new GroupTopics(new Topic(letter.topic(), false), letter.group())
                .retry()
                .name();
    }

    static ProducerRecord<byte[], byte[]> of(Claimed letter) {
        Claimed.Edit edit = letter.edit();
        ProducerRecord<byte[], byte[]> record = edit == null
                ? new ProducerRecord<>(topic(letter), letter.key(), letter.value())
                : new ProducerRecord<>(topic(letter), edit.key(), edit.value());
        addOwn(record.headers(), letter);
        add(record.headers(), FailureHeaders.ORIGINAL_TOPIC, letter.topic());
        add(record.headers(), FailureHeaders.ORIGINAL_PARTITION, letter.partition());
        add(record.headers(), FailureHeaders.ORIGINAL_OFFSET, letter.offset());
        add(record.headers(), FailureHeaders.ORIGINAL_TIMESTAMP, millis(letter.timestamp()));
        add(record.headers(), ReplayHeaders.ID, letter.id());
        add(record.headers(), ReplayHeaders.COUNT, letter.replays() + 1);
        if (edit != null) {
            edited(record.headers(), edit);
        }
        return record;
    }

    /** The original's own, in their order; where the record first came from is known better than by what it carries. */
    private static void addOwn(Headers headers, Claimed letter) {
        for (Header header : letter.headers()) {
            if (isOwn(header.key())) {
                headers.add(header);
            }
        }
    }

    private static boolean isOwn(String name) {
        return !FORBIDDEN.contains(name) && FORBIDDEN_PREFIXES.stream().noneMatch(name::startsWith);
    }

    private static void edited(Headers headers, Claimed.Edit edit) {
        headers.remove(EventHeaders.ID);
        add(headers, EventHeaders.ID, edit.eventId());
        if (edit.from() != null) {
            headers.remove(EDITED_FROM);
            add(headers, EDITED_FROM, edit.from());
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
