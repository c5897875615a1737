package io.letsrun.console.letter;

import io.letsrun.console.letter.Letter.OwnHeader;
import io.letsrun.console.mask.Payload;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A letter's payload on its page.
 *
 * @param key as it came, when it is revealed
 * @param headers likewise
 */
record ShownPayload(long letter, Payload payload, @Nullable String key, List<OwnHeader> headers) {

    static ShownPayload of(Letter letter) {
        return new ShownPayload(letter.summary().id(), letter.payload(), null, List.of());
    }

    static ShownPayload of(long letter, Letter.Revealed revealed) {
        return new ShownPayload(letter, revealed.payload(), revealed.key(), revealed.headers());
    }

    /** What the reader must know about the payload; or nothing. */
    String note() {
        return switch (payload.kind()) {
            case JSON -> "";
            case TEXT -> "This is not JSON.";
            case BINARY -> "This is not text. Bytes that are no character are shown as signs.";
            case NOTHING -> "The record has no value.";
        };
    }
}
