package io.letsrun.console.cause;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.letsrun.console.mask.Mask;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Letters that failed for the same reason.
 *
 * @param exception the class of the root cause
 * @param message with its values blanked, and masked again: an older console may have stored it with less hidden
 * @param frames the top frames of our code, a line each
 * @param total letters, whatever became of them; of the asked topic, if one was asked for
 * @param open letters of which nothing has become yet; likewise
 * @param serviceVersion of the last failure
 * @param sample the newest letter's id
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Cause(
        String fingerprint,
        String group,
        String exception,
        String message,
        String frames,
        long total,
        long open,
        Instant firstSeen,
        Instant lastSeen,
        @Nullable String serviceVersion,
        @Nullable Long sample) {

    public Cause {
        message = Mask.text(message);
    }
}
