package io.letsrun.console.index;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A record of a dead-letter topic, as it is stored: every text fit for it and bounded. As JSON it is a row of the columns that
 * {@link LetterIndex} names.
 *
 * @param topic where the record first came; partition, offset and time are null when the headers do not tell
 * @param firstFailure of what the headers tell of the failure, or what is taken for it where they do not
 * @param eventId of what the original's headers and value tell
 * @param key as it came, like the value
 * @param headers the original's own, as {@link OriginalHeaders} writes them
 * @param replayId the replay it failed again in
 * @param replayCount 0 when it never was replayed
 * @param causeMessage the message with its values blanked
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record DeadLetter(
        String dltTopic,
        int dltPartition,
        long dltOffset,
        String topic,
        String groupName,
        @Nullable Integer partition,
        @Nullable Long offset,
        @Nullable Instant recordTime,
        String reason,
        String exceptionClass,
        String message,
        String stack,
        int attempts,
        Instant firstFailure,
        Instant lastFailure,
        @Nullable String serviceVersion,
        @Nullable String eventId,
        @Nullable String eventType,
        @Nullable UUID userId,
        @Nullable String traceId,
        byte @Nullable [] key,
        byte @Nullable [] value,
        String headers,
        @Nullable UUID replayId,
        int replayCount,
        String fingerprint,
        String causeMessage,
        String frames) {}
