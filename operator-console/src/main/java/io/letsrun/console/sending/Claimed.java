package io.letsrun.console.sending;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A letter that this console alone is to send now.
 *
 * @param id of the replay's item: the x-replay-id
 * @param topic where the record first came, with partition, offset and timestamp as far as they are known
 * @param headers the letter's, as they are stored
 * @param replays how often the letter's chain was replayed before
 * @param edit what an editor made of it; null when it goes as it was
 */
record Claimed(
        UUID id,
        long letter,
        String topic,
        @Nullable Integer partition,
        @Nullable Long offset,
        @Nullable Instant timestamp,
        String group,
        byte @Nullable [] key,
        byte @Nullable [] value,
        List<Header> headers,
        int replays,
        @Nullable Edit edit) {

    /**
     * @param eventId the new event's
     * @param from the old event's id; null when the letter has none
     */
    record Edit(
            byte[] key,
            byte[] value,
            String eventId,
            @Nullable String from) {}

    /** @param claimed nothing when the letter was not open any more */
    record Row(long letter, Optional<Claimed> claimed) {

        static Row of(Readable row) {
            long letter = required(row.get("letter_id", Long.class));
            boolean sending = "sending".equals(row.get("state", String.class));
            return new Row(letter, sending ? Optional.of(Claimed.of(letter, row)) : Optional.empty());
        }
    }

    private static Claimed of(long letter, Readable row) {
        return new Claimed(
                required(row.get("id", UUID.class)),
                letter,
                required(row.get("topic", String.class)),
                row.get("partition", Integer.class),
                row.get("offset", Long.class),
                row.get("record_time", Instant.class),
                required(row.get("group_name", String.class)),
                row.get("key", byte[].class),
                row.get("value", byte[].class),
                headers(required(row.get("headers", String.class))),
                required(row.get("replay_count", Integer.class)),
                edit(row));
    }

    /** Reads an array of [name, value in base64 or null]. */
    static List<Header> headers(String json) {
        List<Header> headers = new ArrayList<>();
        for (JsonNode header : JsonMapper.shared().readTree(json)) {
            JsonNode value = header.get(1);
            headers.add(new RecordHeader(
                    header.get(0).stringValue(),
                    value.isNull() ? null : Base64.getDecoder().decode(value.stringValue())));
        }
        return List.copyOf(headers);
    }

    private static @Nullable Edit edit(Readable row) {
        String eventId = row.get("edited_event_id", String.class);
        return eventId == null
                ? null
                : new Edit(
                        required(row.get("edited_key", byte[].class)),
                        required(row.get("edited_value", byte[].class)),
                        eventId,
                        row.get("event_id", String.class));
    }

    private static <T> T required(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
