package io.letsrun.console.letter;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.letsrun.console.mask.Payload;
import io.letsrun.console.search.LetterSummary;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a letter.
 *
 * @param partition of the original, as offset and time; absent when the headers do not tell
 * @param firstFailure of this life
 * @param payload masked
 * @param key masked
 * @param headers the original's own, masked
 * @param previous the letter whose replay failed again and became this one
 * @param chain every life of the same record in this group, oldest first; this one included
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Letter(
        @JsonUnwrapped LetterSummary summary,
        String reason,
        Instant firstFailure,
        Instant stateAt,
        @Nullable String serviceVersion,
        @Nullable String traceId,
        @Nullable Integer partition,
        @Nullable Long offset,
        @Nullable Instant recordedAt,
        Place deadLetter,
        String stack,
        @Nullable String key,
        Payload payload,
        List<OwnHeader> headers,
        @Nullable Long previous,
        List<Long> chain,
        List<TimelineEntry> timeline) {

    /** Where the record lies that this letter is. */
    public record Place(String topic, int partition, long offset) {}

    /** @param value as text; absent for a header without one */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record OwnHeader(String name, @Nullable String value) {}

    Letter with(List<Long> lives, List<TimelineEntry> past) {
        return new Letter(
                summary,
                reason,
                firstFailure,
                stateAt,
                serviceVersion,
                traceId,
                partition,
                offset,
                recordedAt,
                deadLetter,
                stack,
                key,
                payload,
                headers,
                previous,
                lives,
                past);
    }
}
