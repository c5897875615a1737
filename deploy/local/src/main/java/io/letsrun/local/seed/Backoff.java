package io.letsrun.local.seed;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongUnaryOperator;

/**
 * How long to wait before sending again: anything up to a bound that doubles ("full jitter"), on top of what the
 * server asked for, so that those who were refused together do not come back together.
 *
 * @param random gives a number from 0 up to, and without, its argument
 */
record Backoff(Duration first, Duration most, LongUnaryOperator random) {

    static Backoff within(Duration first, Duration most) {
        return new Backoff(first, most, bound -> ThreadLocalRandom.current().nextLong(bound));
    }

    Duration before(int retry, String retryAfter) {
        long bound = Math.min(most.toMillis(), first.toMillis() << Math.min(retry, 20));
        return asked(retryAfter, Instant.now()).plusMillis(random.applyAsLong(bound + 1));
    }

    /** RFC 9110, 10.2.3: seconds, or a date. Never longer than a minute, whatever it says. */
    static Duration asked(String retryAfter, Instant now) {
        Duration asked = parse(retryAfter, now);
        return asked.compareTo(Duration.ofMinutes(1)) > 0 ? Duration.ofMinutes(1) : asked;
    }

    private static Duration parse(String retryAfter, Instant now) {
        if (retryAfter.matches("[0-9]{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(retryAfter));
        }
        try {
            Instant date = ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return date.isAfter(now) ? Duration.between(now, date) : Duration.ZERO;
        } catch (DateTimeParseException e) {
            return Duration.ZERO;
        }
    }
}
