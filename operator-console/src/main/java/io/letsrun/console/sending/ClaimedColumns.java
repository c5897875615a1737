package io.letsrun.console.sending;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A letter and its place in a replay, as the database gives them. */
final class ClaimedColumns {

    /** Of {@code item} and {@code letter}. */
    static final String LIST = """
            item.id, item.letter_id, item.state, item.edited_key, item.edited_value, item.edited_event_id,
            letter.topic, letter.partition, letter."offset", letter.record_time, letter.group_name, letter.key, letter.value,
            letter.headers::text AS headers, letter.replay_count, letter.event_id""";

    private ClaimedColumns() {}

    /** @param claimed nothing when the letter was not open any more */
    record Row(long letter, Optional<Claimed> claimed) {}

    static Row row(Readable row) {
        long letter = required(row.get("letter_id", Long.class));
        return new Row(
                letter,
                "sending".equals(row.get("state", String.class))
                        ? Optional.of(claimed(letter, row))
                        : Optional.empty());
    }

    private static Claimed claimed(long letter, Readable row) {
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
                StoredHeaders.parse(required(row.get("headers", String.class))),
                required(row.get("replay_count", Integer.class)),
                edit(row));
    }

    private static Claimed.@Nullable Edit edit(Readable row) {
        String eventId = row.get("edited_event_id", String.class);
        if (eventId == null) {
            return null;
        }
        return new Claimed.Edit(
                required(row.get("edited_key", byte[].class)),
                required(row.get("edited_value", byte[].class)),
                eventId,
                row.get("event_id", String.class));
    }

    private static <T> T required(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
