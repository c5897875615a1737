package io.letsrun.delivery.batch;

import org.jspecify.annotations.Nullable;

/**
 * What PostgreSQL's type {@code text} cannot hold, though JSON and Java can: the character U+0000. A statement that contains one
 * fails as a whole.
 *
 * @see <a href="https://www.postgresql.org/docs/18/datatype-character.html">PostgreSQL 18, 8.3: character types</a>
 */
public final class PostgresText {

    private static final String RULE = "a text holds U+0000, which PostgreSQL's text cannot";

    private PostgresText() {}

    /** Returns the rule that one of the texts breaks, in words for {@link BatchHandler#brokenRule}; null when none does. */
    public static @Nullable String brokenRule(@Nullable String... texts) {
        for (String text : texts) {
            if (text != null && text.indexOf('\0') >= 0) {
                return RULE;
            }
        }
        return null;
    }
}
