package io.letsrun.console.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.letsrun.console.mask.Harmless;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A letter in a list.
 *
 * @param topic the original's
 * @param exception the class of the root cause
 * @param message masked
 * @param failedAt the last time
 * @param replayCount 0 for a first life
 * @param cause the fingerprint
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LetterSummary(
        long id,
        String topic,
        String group,
        @Nullable String eventType,
        @Nullable String eventId,
        @Nullable UUID userId,
        String exception,
        String message,
        LetterState state,
        int attempts,
        Instant failedAt,
        int replayCount,
        String cause) {

    public static final String COLUMNS = """
            letter.id, letter.topic, letter.group_name, letter.event_type, letter.event_id, letter.user_id,
            letter.exception_class, letter.message, letter.state, letter.attempts, letter.last_failure,
            letter.replay_count, letter.fingerprint""";

    public static LetterSummary of(Readable row) {
        return new LetterSummary(
                required(row.get("id", Long.class)),
                required(row.get("topic", String.class)),
                required(row.get("group_name", String.class)),
                Harmless.eventType(row.get("event_type", String.class)),
                Harmless.eventId(row.get("event_id", String.class)),
                row.get("user_id", UUID.class),
                required(row.get("exception_class", String.class)),
                required(row.get("message", String.class)),
                LetterState.of(required(row.get("state", String.class))).orElseThrow(),
                required(row.get("attempts", Integer.class)),
                required(row.get("last_failure", Instant.class)),
                required(row.get("replay_count", Integer.class)),
                required(row.get("fingerprint", String.class)));
    }

    private static <T> T required(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
