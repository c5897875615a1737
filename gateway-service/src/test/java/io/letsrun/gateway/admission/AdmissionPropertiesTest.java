package io.letsrun.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class AdmissionPropertiesTest {

    private final ApplicationContextRunner service = new ApplicationContextRunner().withUserConfiguration(Bound.class);

    @Test
    void leavesTwoHundredPlacesOrAllOfFewer() {
        assertThat(withMost(3_000).leastPermits()).isEqualTo(200);
        assertThat(withMost(100).leastPermits()).isEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "most=100",
                "least=10",
                "least=2600",
                "objective=10s",
                "runs=1",
                "runs=0.7",
                "reads=0.1",
                "events=1"
            })
    void takesTheEdges(String property) {
        service.withPropertyValues("letsrun.admission." + property)
                .run(context -> assertThat(context).hasNotFailed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "most=99",
                "least=9",
                "least=2601",
                "objective=9ms",
                "runs=1.01",
                "runs=0.69",
                "reads=0.09",
                "reads=0.91",
                "events=0",
                "unfinished-per-address=0",
                "unfinished-per-token=100001"
            })
    void refusesWhatIsOutOfRange(String property) {
        service.withPropertyValues("letsrun.admission." + property)
                .run(context -> assertThat(context).hasFailed());
    }

    private static AdmissionProperties withMost(int most) {
        return new AdmissionProperties(most, null, Duration.ofMillis(50), 0.9, 0.7, 1, 10, 10);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(AdmissionProperties.class)
    static class Bound {}
}
