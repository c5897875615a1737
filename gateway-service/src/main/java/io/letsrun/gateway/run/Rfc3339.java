package io.letsrun.gateway.run;

import io.letsrun.contracts.run.RunRecorded;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Parses date-times. {@link java.time.format.DateTimeFormatter} is several times slower, and accepts what RFC 3339 does not:
 * no seconds, five-digit years, offsets with seconds.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3339#section-5.6">RFC 3339, section 5.6</a>
 */
final class Rfc3339 {

    private static final String SHAPE = "dddd-dd-ddTdd:dd:dd";
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
        if (text.length() <= SHAPE.length() || text.length() > MAX_LENGTH || !hasShape(text)) {
            return Optional.empty();
        }
        int zone = SHAPE.length();
        if (text.charAt(zone) == '.') {
            int start = ++zone;
            while (zone < text.length() && isDigit(text.charAt(zone))) {
                zone++;
            }
            if (zone == start) {
                return Optional.empty();
            }
        }
        int offset = offset(text, zone);
        return offset == INVALID ? Optional.empty() : dateTime(text, offset);
    }

    private static final int INVALID = Integer.MIN_VALUE;

    private static Optional<DateTime> dateTime(String text, int offset) {
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

    private static boolean hasShape(String text) {
        for (int i = 0; i < SHAPE.length(); i++) {
            char want = SHAPE.charAt(i);
            char is = text.charAt(i);
            boolean fits = switch (want) {
                case 'd' -> isDigit(is);
                case 'T' -> is == 'T' || is == 't';
                default -> is == want;
            };
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    /** Returns minutes ahead of UTC. */
    private static int offset(String text, int at) {
        int rest = text.length() - at;
        if (rest == 1) {
            return text.charAt(at) == 'Z' || text.charAt(at) == 'z' ? 0 : INVALID;
        }
        if (rest != 6 || (text.charAt(at) != '+' && text.charAt(at) != '-') || text.charAt(at + 3) != ':') {
            return INVALID;
        }
        for (int i : new int[] {1, 2, 4, 5}) {
            if (!isDigit(text.charAt(at + i))) {
                return INVALID;
            }
        }
        int hours = number(text, at + 1, at + 3);
        int minutes = number(text, at + 4, at + 6);
        int offset = hours * 60 + minutes;
        if (minutes > 59 || offset > RunRecorded.MAX_UTC_OFFSET_MINUTES) {
            return INVALID;
        }
        return text.charAt(at) == '-' ? -offset : offset;
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
