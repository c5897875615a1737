package io.letsrun.events.upstream;

import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/**
 * The {@code Retry-After} of an answer: seconds or an HTTP date in any of its three forms.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3">RFC 9110, section 10.2.3</a>
 */
final class RetryAfter {

    private static final int MOST_DIGITS = 9;

    private RetryAfter() {}

    /**
     * Returns how long to wait, zero or more; null when the answer does not say, or says nothing that can be read.
     *
     * @param now counts where the answer has no {@code Date}: the upstream's date is by the upstream's clock
     */
    static @Nullable Duration of(HttpHeaders headers, Instant now) {
        @Nullable String value = headers.get(HttpHeaderNames.RETRY_AFTER);
        String text = value == null ? "" : value.strip();
        if (text.isEmpty()) {
            return null;
        }
        if (text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Duration.ofSeconds(text.length() > MOST_DIGITS ? Integer.MAX_VALUE : Long.parseLong(text));
        }
        @Nullable Date until = DateFormatter.parseHttpDate(text);
        if (until == null) {
            return null;
        }
        @Nullable String sent = headers.get(HttpHeaderNames.DATE);
        @Nullable Date from = sent == null ? null : DateFormatter.parseHttpDate(sent);
        Duration wait = Duration.between(from == null ? now : from.toInstant(), until.toInstant());
        return wait.isNegative() ? Duration.ZERO : wait;
    }
}
