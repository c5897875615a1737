package io.letsrun.events.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.validation.ValidationBindHandler;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;

class EventsUpstreamPropertiesTest {

    @Test
    void hasDefaultsForAll() {
        EventsUpstreamProperties properties = properties(Map.of());

        assertThat(properties.url()).isEqualTo(URI.create("http://localhost:8099"));
        assertThat(properties.slots()).isEqualTo(200);
        assertThat(properties.honoursIdempotencyKeys()).isFalse();
        assertThat(properties.callLimit()).isEqualTo(Duration.ofSeconds(2));
        assertThat(properties.breaker().calls()).isEqualTo(10);
        assertThat(properties.breaker().interval()).isEqualTo(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @CsvSource({
        "url, ftp://somewhere, url must be http or https",
        "url, http://somewhere?x=1, url must be http or https",
        "slots, 0, 'slots'",
        "waiting, -1, 'waiting'",
        "connect-timeout, 1ms, 'connectTimeout'",
        "max-item, 10B, 'maxItem'",
        "call-limit, 0s, 'callLimit'",
        "retry.attempts, 0, 'retry.attempts'",
        "retry.pause, 0s, 'retry.pause'",
        "retry.longest, 0s, 'retry.longest'",
        "retry.reserve, -1, 'retry.reserve'",
        "breaker.calls, 0, 'breaker.calls'",
        "breaker.interval, 0s, 'breaker.interval'",
        "breaker.longest-pause, 0s, 'breaker.longestPause'"
    })
    void refusesNonsense(String key, String value, String message) {
        assertThatThrownBy(() -> properties(Map.of(key, value)))
                .isInstanceOf(BindException.class)
                .rootCause()
                .hasMessageContaining(message);
    }

    /** As the application binds them. */
    private static EventsUpstreamProperties properties(Map<String, Object> settings) {
        Map<String, Object> keys = new HashMap<>();
        settings.forEach((key, value) -> keys.put("letsrun.events.upstream." + key, value));
        try (LocalValidatorFactoryBean validator = new LocalValidatorFactoryBean()) {
            validator.afterPropertiesSet();
            return new Binder(new MapConfigurationPropertySource(keys))
                    .bindOrCreate(
                            "letsrun.events.upstream",
                            Bindable.of(EventsUpstreamProperties.class),
                            new ValidationBindHandler(validator));
        }
    }
}
