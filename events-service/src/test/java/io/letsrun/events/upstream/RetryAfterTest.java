package io.letsrun.events.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("1994-11-06T08:49:37Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7                              | 7",
                "0                              | 0",
                "99999999999999999999           | 2147483647",
                "Sun, 06 Nov 1994 08:49:57 GMT  | 20",
                "Sunday, 06-Nov-94 08:49:57 GMT | 20",
                "Sun Nov  6 08:49:57 1994       | 20",
                "Sun, 06 Nov 1994 08:00:00 GMT  | 0"
            })
    void readsSecondsAndDates(String value, long seconds) {
        assertThat(of(value, null)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void goesByTheClockOfTheUpstream() {
        assertThat(of("Sun, 06 Nov 1994 10:00:30 GMT", "Sun, 06 Nov 1994 10:00:00 GMT"))
                .isEqualTo(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "1.5"})
    void saysNothingWhereItCannotRead(String value) {
        assertThat(of(value, null)).isNull();
    }

    private static @Nullable Duration of(String value, @Nullable String date) {
        HttpHeaders headers = new DefaultHttpHeaders().set("Retry-After", value);
        if (date != null) {
            headers.set("Date", date);
        }
        return UpstreamClient.retryAfter(headers, NOW);
    }
}
