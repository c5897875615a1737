package io.letsrun.console.search;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which letters are meant: those that every given part holds for.
 *
 * @param topic the original's
 * @param exception the class of the root cause, in full
 * @param text somewhere in the message, in any case; 3 to 200 characters
 * @param from the last failure is not before it
 * @param to the last failure is before it
 * @param cause the fingerprint
 */
public record LetterFilter(
        @Nullable String topic,
        @Nullable String group,
        @Nullable String exception,
        @Nullable String text,
        @Nullable UUID user,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable LetterState state,
        @Nullable String cause) {

    /** Every letter. */
    public static final LetterFilter ALL = new LetterFilter(null, null, null, null, null, null, null, null, null);

    /** Returns the same filter for letters of that state. */
    public LetterFilter in(LetterState only) {
        return new LetterFilter(topic, group, exception, text, user, from, to, only, cause);
    }

    /**
     * Returns the filter as a condition on a table or alias {@code letter}.
     *
     * @param first the number of the condition's first parameter: 1 for {@code $1}
     */
    public Condition condition(int first) {
        return fields(first)
                .and("letter.message ILIKE ?", text == null ? null : pattern(text))
                .and("letter.user_id = ?", user)
                .and("letter.last_failure >= ?", from)
                .and("letter.last_failure < ?", to);
    }

    /** Returns what of it chooses piles and states: everything but text, user and time. */
    Condition fields(int first) {
        return Condition.from(first)
                .and("letter.topic = ?", topic)
                .and("letter.group_name = ?", group)
                .and("letter.exception_class = ?", exception)
                .and("letter.fingerprint = ?", cause)
                .and("letter.state = ?", state == null ? null : state.code());
    }

    boolean choosesPiles() {
        return topic != null || group != null || exception != null || cause != null || state != null;
    }

    /** Returns the pattern for {@code LIKE} that finds the text anywhere, whatever characters it has. */
    static String pattern(String text) {
        return "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }
}
