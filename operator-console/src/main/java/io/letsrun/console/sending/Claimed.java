package io.letsrun.console.sending;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A letter that this console, and nobody else, is to send now.
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
}
