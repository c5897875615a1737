package io.letsrun.gateway.run;

import io.letsrun.contracts.run.RunRecorded;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parses date-times. {@link java.time.format.DateTimeFormatter} is several times slower, and accepts what RFC 3339 does not:
 * no seconds, five-digit years, offsets with seconds.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3339#section-5.6">RFC 3339, section 5.6</a>
 */
final class Rfc3339 {

    private static final Pattern SHAPE =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d[Tt]\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?(?:[Zz]|[+-]\\d\\d:[0-5]\\d)");
    private static final int MAX_LENGTH = 64;

    private Rfc3339() {}

    /**
     * A date-time.
     *
     * @param instant in whole seconds, which identify a run; fractions are cut off
     * @param offsetMinutes by how much local time is ahead of UTC; null when unknown: {@code -00:00}, see section 4.3
     */
    record DateTime(Instant instant, @Nullable Integer offsetMinutes) {}

    /** Returns the date-time; empty when the text is none, or a leap second. */
    static Optional<DateTime> parse(String text) {
        Matcher shape = SHAPE.matcher(text);
        if (text.length() > MAX_LENGTH || !shape.matches()) {
            return Optional.empty();
        }
        int offset = offset(text);
        if (Math.abs(offset) > RunRecorded.MAX_UTC_OFFSET_MINUTES) {
            return Optional.empty();
        }
        try {
            LocalDateTime local = LocalDateTime.of(
                    number(text, 0, 4),
                    number(text, 5, 7),
                    number(text, 8, 10),
                    number(text, 11, 13),
                    number(text, 14, 16),
                    number(text, 17, 19));
            Instant instant = local.toInstant(ZoneOffset.UTC).minusSeconds(60L * offset);
            return Optional.of(new DateTime(instant, text.endsWith("-00:00") ? null : Integer.valueOf(offset)));
        } catch (DateTimeException unused) {
            return Optional.empty();
        }
    }

    /** Returns minutes ahead of UTC. */
    private static int offset(String text) {
        int end = text.length();
        if (Character.isLetter(text.charAt(end - 1))) {
            return 0; // Z
        }
        int offset = number(text, end - 5, end - 3) * 60 + number(text, end - 2, end);
        return text.charAt(end - 6) == '-' ? -offset : offset;
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }
}
