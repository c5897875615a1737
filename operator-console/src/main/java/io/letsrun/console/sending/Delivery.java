package io.letsrun.console.sending;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The result of sending a batch.
 *
 * @param acknowledged items that all in-sync replicas hold
 * @param refused items that can never be sent, each with the reason
 * @param failure why the others are neither; null when there are none
 */
record Delivery(
        List<UUID> acknowledged,
        Map<UUID, String> refused,
        @Nullable Throwable failure) {

    private static final int MAX_LENGTH = 300;

    /** Says in a line what went wrong. */
    static String words(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage();
        String text = root.getClass().getSimpleName() + (message == null ? "" : ": " + message);
        return text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) : text;
    }
}
