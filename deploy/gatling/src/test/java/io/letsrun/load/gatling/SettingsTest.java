package io.letsrun.load.gatling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.letsrun.load.schedule.Stretch;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class SettingsTest {

    @Test
    void isWhatTheSimulationHasByDefault() {
        Settings settings = settings(Map.of());

        assertThat(settings.users()).isEqualTo(1_000_000);
        assertThat(settings.within()).isEqualTo(Duration.ofMinutes(2));
        assertThat(settings.gateway()).isEqualTo("http://localhost:8080");
    }

    @Test
    void isScaledByProperties() {
        Settings settings =
                settings(Map.of("users", "20000", "within", "1m30s", "gateway", "http://gateway", "rest", "0s"));

        assertThat(settings.users()).isEqualTo(20_000);
        assertThat(settings.within()).isEqualTo(Duration.ofSeconds(90));
        assertThat(settings.gateway()).isEqualTo("http://gateway");
        assertThat(settings.morning()).containsExactly(new Stretch(Duration.ofSeconds(90), 500, 10_000));
    }

    @Test
    void namesThePropertyThatIsNonsense() {
        assertThatThrownBy(() -> settings(Map.of("users", "many"))).hasMessageContaining("users");
        assertThatThrownBy(() -> settings(Map.of("within", "soon"))).hasMessageContaining("within");
        assertThatThrownBy(() -> settings(Map.of("within", "0s"))).hasMessageContaining("PT0S");
        assertThatThrownBy(() -> settings(Map.of("users", "0"))).hasMessageContaining("at least 1: 0");
        assertThatThrownBy(() -> settings(Map.of("base", "2", "peak", "1"))).hasMessageContaining("2.0");
    }

    private static Settings settings(Map<String, String> given) {
        Properties properties = new Properties();
        properties.putAll(given);
        return Settings.of(properties, 1_000_000, "120s", 100);
    }
}
