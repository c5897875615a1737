package io.letsrun.gateway.upstream;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;

/**
 * How long an answer is of use to a caller.
 *
 * @param seconds as the caller wrote it; what is no number is for the service behind to refuse
 */
record RequestTimeout(String seconds) {

    static final String HEADER = "Request-Timeout";

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,10}(\\.[0-9]{1,10})?");

    static Optional<RequestTimeout> of(HttpHeaders headers) {
        return Optional.ofNullable(headers.getFirst(HEADER)).map(RequestTimeout::new);
    }

    /** Returns what the service behind is told: no more than this gateway waits for it. */
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
