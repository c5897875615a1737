package io.letsrun.console.index;

import io.letsrun.console.cause.Fingerprint;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record of a dead-letter topic, as it is stored: every text fit for it and bounded.
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
record DeadLetter(
        Place place,
        Origin origin,
        FailureDetails failure,
        EventStory event,
        byte @Nullable [] key,
        byte @Nullable [] value,
        String headers,
        Replay replay) {

    Fingerprint fingerprint() {
        return Fingerprint.of(origin.group(), failure.exceptionClass(), failure.message(), failure.stack());
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

    /** @param partition unknown, as offset and time, when the headers do not tell */
    record Origin(
            String topic,
            String group,
            @Nullable Integer partition,
            @Nullable Long offset,
            @Nullable Instant time) {}

    record EventStory(
            @Nullable String id,
            @Nullable String type,
            @Nullable UUID userId,
            @Nullable String traceId) {

        static final EventStory NONE = new EventStory(null, null, null, null);
    }

    /** @param count 0 when it never was replayed */
    record Replay(@Nullable UUID id, int count) {

        static final Replay NONE = new Replay(null, 0);
    }
}
