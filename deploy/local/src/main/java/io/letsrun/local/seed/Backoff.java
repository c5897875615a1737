package io.letsrun.local.seed;

import java.net.http.HttpResponse;
import java.time.Duration;
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

    Duration before(int retry, Duration asked) {
        long bound = Math.min(most.toMillis(), first.toMillis() << Math.min(retry, 20));
        return asked.plusMillis(random.applyAsLong(bound + 1));
    }

    /** Returns the seconds of {@code Retry-After}, but never more than a minute. */
    static Duration asked(HttpResponse<?> response) {
        String retryAfter = response.headers().firstValue("Retry-After").orElse("");
        return retryAfter.matches("[0-9]{1,9}")
                ? Duration.ofSeconds(Math.min(60, Long.parseLong(retryAfter)))
                : Duration.ZERO;
    }
}
