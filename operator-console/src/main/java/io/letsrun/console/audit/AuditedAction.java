package io.letsrun.console.audit;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something done to letters.
 *
 * @param action what, such as {@code discard}
 * @param reason in the words of who did it; null where none is asked for
 * @param replay the replay it was done to or through; null when there is none
 * @param letters the letters, where they were named; empty when a filter or the replay tells
 * @param filter JSON, as it was asked for; null when there was none
 * @param count how many letters; null when it was done to a replay as a whole
 */
public record AuditedAction(
        String action,
        @Nullable String reason,
        @Nullable UUID replay,
        List<Long> letters,
        @Nullable String filter,
        @Nullable Long count) {

    public AuditedAction {
        letters = List.copyOf(letters);
    }

    public static AuditedAction onLetter(String action, String reason, long letter) {
        return new AuditedAction(action, reason, null, List.of(letter), null, 1L);
    }

    public static AuditedAction onReplay(String action, UUID replay, @Nullable Long count) {
        return new AuditedAction(action, null, replay, List.of(), null, count);
    }
}
