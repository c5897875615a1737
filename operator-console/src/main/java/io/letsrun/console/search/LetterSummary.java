package io.letsrun.console.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.letsrun.console.mask.Harmless;
import io.letsrun.console.mask.Mask;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DataClassRowMapper;

/**
 * A letter in a list.
 *
 * @param topic the original's
 * @param eventType hidden, as the event's id, when it is not known to be harmless
 * @param exception the class of the root cause
 * @param message masked, again: an older console may have stored it with less hidden
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
            letter.id, letter.topic, letter.group_name AS "group", letter.event_type, letter.event_id, letter.user_id,
            letter.exception_class AS exception, letter.message, upper(replace(letter.state, '-', '_')) AS state,
            letter.attempts, letter.last_failure AS failed_at, letter.replay_count, letter.fingerprint AS cause""";

    /** Maps a row of {@link #COLUMNS}. */
    public static final DataClassRowMapper<LetterSummary> ROW = new DataClassRowMapper<>(LetterSummary.class);

    public LetterSummary {
        eventType = Harmless.eventType(eventType);
        eventId = Harmless.eventId(eventId);
        message = Mask.text(message);
    }
}
