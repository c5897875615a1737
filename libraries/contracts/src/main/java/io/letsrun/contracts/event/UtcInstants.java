package io.letsrun.contracts.event;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/**
 * Reads instants as our own services write them, {@code 2026-01-02T03:04:05Z} perhaps with milliseconds or microseconds, and leaves
 * every other form to {@link Instant#parse}. A consumer spent a seventh of its time in the general formatter.
 */
final class UtcInstants extends StdScalarDeserializer<Instant> {

    private static final int SECONDS_LENGTH = 20;
    private static final int FRACTION = 20;
    private static final int MILLIS_LENGTH = 24;
    private static final int MICROS_LENGTH = 27;

    UtcInstants() {
        super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context) {
        String text = parser.getValueAsString("");
        try {
            Instant plain = plain(text);
            return plain == null ? Instant.parse(text) : plain;
        } catch (RuntimeException e) {
            throw context.weirdStringException(text, Instant.class, "not an instant in UTC");
        }
    }

    /** Returns null for any other form than the three, or for what may be out of a range. */
    static @Nullable Instant plain(String text) {
        int length = text.length();
        boolean plain = length == SECONDS_LENGTH
                || (length == MILLIS_LENGTH || length == MICROS_LENGTH) && text.charAt(19) == '.';
        if (!plain || !separated(text)) {
            return null;
        }
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        int nanos = nanos(text);
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        if ((hour | minute | second | nanos | year | month | day) < 0 || hour > 23 || minute > 59 || second > 59) {
            return null;
        }
        long epochSecond = LocalDate.of(year, month, day).toEpochDay() * 86_400 + hour * 3_600 + minute * 60 + second;
        return Instant.ofEpochSecond(epochSecond, nanos);
    }

    private static int nanos(String text) {
        return switch (text.length()) {
            case MILLIS_LENGTH -> number(text, FRACTION, MILLIS_LENGTH - 1) * 1_000_000;
            case MICROS_LENGTH -> number(text, FRACTION, MICROS_LENGTH - 1) * 1_000;
            default -> 0;
        };
    }

    private static boolean separated(String text) {
        return text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && text.charAt(10) == 'T'
                && text.charAt(13) == ':'
                && text.charAt(16) == ':'
                && text.charAt(text.length() - 1) == 'Z';
    }

    /** Returns the decimal number at that place; negative when a character is no digit. */
    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
