package io.letsrun.gateway.upstream;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;

/**
 * How long the caller waits.
 *
 * @param seconds as the caller wrote it; the other service refuses what is no number
 */
record RequestTimeout(String seconds) {

    static final String HEADER = "Request-Timeout";

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,10}(\\.[0-9]{1,10})?");

    static Optional<RequestTimeout> of(HttpHeaders headers) {
        return Optional.ofNullable(headers.getFirst(HEADER)).map(RequestTimeout::new);
    }

    /** Returns the value for the other service: at most the gateway's own timeout. */
    String atMost(Duration timeout) {
        if (!NUMBER.matcher(seconds).matches()) {
            return seconds;
        }
        BigDecimal most = BigDecimal.valueOf(timeout.toMillis(), 3);
        return new BigDecimal(seconds).compareTo(most) <= 0
                ? seconds
                : most.stripTrailingZeros().toPlainString();
    }
}
