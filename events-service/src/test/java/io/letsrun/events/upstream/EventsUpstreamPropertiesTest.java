package io.letsrun.events.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;

class EventsUpstreamPropertiesTest {

    @Test
    void hasDefaultsForAll() {
        EventsUpstreamProperties properties = UpstreamFixture.properties(Map.of());

        assertThat(properties.url()).isEqualTo(URI.create("http://localhost:8099"));
        assertThat(properties.slots()).isEqualTo(200);
        assertThat(properties.honoursIdempotencyKeys()).isFalse();
        assertThat(properties.limits().event()).isEqualTo(Duration.ofSeconds(2));
        assertThat(properties.retry().budget()).isEqualTo(0.1);
        assertThat(properties.breaker().failures()).isEqualTo(3);
        assertThat(properties.breaker().interval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(properties.hedge().enabled()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "url, ftp://somewhere, url must be",
        "url, http://somewhere?x=1, url must be",
        "slots, 0, slots must be 1 to 10000: 0",
        "waiting, -1, waiting must be 0 to 1000000: -1",
        "connect-timeout, 1ms, connect-timeout must be PT0.01S to PT30S: PT0.001S",
        "idle, 0s, idle must be",
        "max-item, 10B, max-item must be",
        "max-list, 1TB, max-list must be",
        "limits.event, 0s, event must be 10 ms to 1 min: PT0S",
        "retry.attempts, 0, attempts must be 1 to 10: 0",
        "retry.pause, 0s, pause must be",
        "retry.longest, 1ms, longest must be",
        "retry.budget, 1.1, budget must be 0 to 1: 1.1",
        "retry.reserve, -1, reserve must be",
        "breaker.failures, 0, failures and low-traffic must be positive: 0 and 20",
        "breaker.window, 500ms, window must be",
        "breaker.failure-rate, 0, failure-rate must be",
        "breaker.interval, 0s, interval must be",
        "breaker.probes, 0, probes must be",
        "hedge.quantile, 1, quantile must be",
        "hedge.share, 0, share must be",
        "hedge.samples, 0, samples must be"
    })
    void refusesNonsense(String key, String value, String message) {
        assertThatThrownBy(() -> UpstreamFixture.properties(Map.of(key, value)))
                .isInstanceOf(BindException.class)
                .rootCause()
                .hasMessageContaining(message);
    }
}
