package io.letsrun.console.index;

import io.letsrun.console.mask.PlainText;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Headers read as what they should be; whatever is not that counts as absent.
 *
 * @param now no failure is later, but for clocks that differ
 */
record TextHeaders(Headers headers, Instant now) {

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);
    private static final int MAX_NUMBER = 20;

    /** Bytes that are read of a header, however long it is: four for each char that is kept. */
    private static final int BYTES_A_CHAR = 4;

    @Nullable String text(String name, int max) {
        Header header = headers.lastHeader(name);
        if (header == null || header.value() == null) {
            return null;
        }
        byte[] bytes = header.value();
        int read = Math.min(bytes.length, max * BYTES_A_CHAR);
        String text = PlainText.cut(PlainText.of(Arrays.copyOf(bytes, read)), max);
        return text.isEmpty() ? null : text;
    }

    String text(String name, int max, String absent) {
        String text = text(name, max);
        return text == null ? absent : text;
    }

    /** Returns a number that is not negative. */
    @Nullable Long number(String name) {
        String text = text(name, MAX_NUMBER);
        try {
            long number = text == null ? -1 : Long.parseLong(text);
            return number < 0 ? null : number;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Returns 0 when there is none. */
    int count(String name) {
        Long number = number(name);
        return number == null || number > Integer.MAX_VALUE ? 0 : number.intValue();
    }

    @Nullable UUID uuid(String name) {
        return PlainText.uuid(text(name, 64));
    }

    /** Returns a time that is given in milliseconds since 1970. */
    @Nullable Instant millis(String name) {
        Long millis = number(name);
        Instant time = millis == null ? null : Instant.ofEpochMilli(millis);
        return time != null && isPossible(time) ? time : null;
    }

    Instant instant(String name, Instant absent) {
        try {
            Instant told = Instant.parse(text(name, 64, ""));
            if (isPossible(told)) {
                return told;
            }
        } catch (DateTimeParseException unused) {
            // It counts as absent.
        }
        return isPossible(absent) ? absent : now;
    }

    private boolean isPossible(Instant instant) {
        return instant.isAfter(EARLIEST) && instant.isBefore(now.plus(CLOCKS_DIFFER));
    }
}
