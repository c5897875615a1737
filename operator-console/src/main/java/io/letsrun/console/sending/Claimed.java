package io.letsrun.console.sending;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A letter that this console alone is to send now, as {@code Lifecycle} selects it.
 *
 * @param id of the replay's item: the x-replay-id
 * @param state of the item: {@code sending}, or {@code skipped} when the letter was not open any more
 * @param topic where the record first came, with partition, offset and time as far as they are known
 * @param headers the letter's, as they are stored
 * @param eventId null when the letter has none
 * @param replayCount how often the letter's chain was replayed before
 * @param editedEventId the event that an editor made of it, with key and value; null when the letter goes as it was
 */
record Claimed(
        UUID id,
        long letterId,
        String state,
        String topic,
        @Nullable Integer partition,
        @Nullable Long offset,
        @Nullable Instant recordTime,
        String groupName,
        byte @Nullable [] key,
        byte @Nullable [] value,
        String headers,
        @Nullable String eventId,
        int replayCount,
        @Nullable String editedEventId,
        byte @Nullable [] editedKey,
        byte @Nullable [] editedValue) {

    boolean isToBeSent() {
        return state.equals("sending");
    }

    boolean isEdited() {
        return editedEventId != null;
    }
}
