package io.letsrun.console.index;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.letsrun.console.cause.Fingerprint;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A record of a dead-letter topic, as it is stored: every text fit for it and bounded. As JSON it is a row of the columns that
 * {@link LetterIndex} names.
 *
 * @param place in the dead-letter topic
 * @param origin where the record first came from
 * @param failure what the headers tell of it
 * @param event what the original's headers and value tell
 * @param key as it came
 * @param value as it came
 * @param headers the original's own, as {@link OriginalHeaders} writes them
 * @param replay the replay it failed again in
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record DeadLetter(
        @JsonUnwrapped(prefix = "dlt_") Place place,
        @JsonUnwrapped Origin origin,
        @JsonUnwrapped FailureDetails failure,
        @JsonUnwrapped EventStory event,
        byte @Nullable [] key,
        byte @Nullable [] value,
        String headers,
        @JsonUnwrapped(prefix = "replay_") Replay replay) {

    @JsonUnwrapped
    Cause cause() {
        Fingerprint cause =
                Fingerprint.of(origin.group(), failure.exceptionClass(), failure.message(), failure.stack());
        return new Cause(cause.digest(), cause.message(), cause.frames());
    }

    /** Returns what can be stored of it in any case. */
    DeadLetter bare() {
        return new DeadLetter(
                place,
                origin,
                FailureDetails.unreadable(failure.lastFailure()),
                EventStory.NONE,
                key,
                value,
                "[]",
                Replay.NONE);
    }

    record Place(String topic, int partition, long offset) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Cause(String fingerprint, String causeMessage, String frames) {}

    /** @param partition unknown, as offset and time, when the headers do not tell */
    record Origin(
            String topic,
            @JsonProperty("group_name") String group,
            @Nullable Integer partition,
            @Nullable Long offset,
            @JsonProperty("record_time") @Nullable Instant time) {}

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record EventStory(
            @JsonProperty("event_id") @Nullable String id,
            @JsonProperty("event_type") @Nullable String type,
            @Nullable UUID userId,
            @Nullable String traceId) {

        static final EventStory NONE = new EventStory(null, null, null, null);
    }

    /** @param count 0 when it never was replayed */
    record Replay(@Nullable UUID id, int count) {

        static final Replay NONE = new Replay(null, 0);
    }
}
