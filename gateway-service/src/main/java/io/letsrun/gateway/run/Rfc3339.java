package io.letsrun.gateway.run;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Reads points in time. {@link java.time.format.DateTimeFormatter} takes several times as long, and takes what RFC 3339 does
 * not: no seconds, five-digit years, offsets with seconds.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3339#section-5.6">RFC 3339, section 5.6</a>
 */
final class Rfc3339 {

    private static final String SHAPE = "dddd-dd-ddTdd:dd:dd";
    private static final int MAX_LENGTH = 64;

    private Rfc3339() {}

    /** Returns the instant in whole milliseconds; nothing when the text is no date-time, or a leap second. */
    static Optional<Instant> parse(String text) {
        if (text.length() <= SHAPE.length() || text.length() > MAX_LENGTH || !hasShape(text)) {
            return Optional.empty();
        }
        int zone = SHAPE.length();
        int millis = 0;
        if (text.charAt(zone) == '.') {
            int start = ++zone;
            while (zone < text.length() && isDigit(text.charAt(zone))) {
                zone++;
            }
            if (zone == start) {
                return Optional.empty();
            }
            millis = millis(text, start, zone);
        }
        int offset = offset(text, zone);
        return offset == INVALID ? Optional.empty() : instant(text, millis, offset);
    }

    private static final int INVALID = Integer.MIN_VALUE;

    private static Optional<Instant> instant(String text, int millis, int offset) {
        try {
            LocalDateTime local = LocalDateTime.of(
                    number(text, 0, 4),
                    number(text, 5, 7),
                    number(text, 8, 10),
                    number(text, 11, 13),
                    number(text, 14, 16),
                    number(text, 17, 19),
                    millis * 1_000_000);
            return Optional.of(local.toInstant(ZoneOffset.UTC).minusSeconds(offset));
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

    private static int millis(String text, int start, int end) {
        int millis = 0;
        for (int i = start; i < start + 3; i++) {
            millis = millis * 10 + (i < end ? text.charAt(i) - '0' : 0);
        }
        return millis;
    }

    /** Returns seconds east of UTC. */
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
        if (hours > 23 || minutes > 59) {
            return INVALID;
        }
        return (text.charAt(at) == '-' ? -60 : 60) * (hours * 60 + minutes);
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
