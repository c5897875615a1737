package io.letsrun.edge.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class ConnectionPropertiesTest {

    private final ApplicationContextRunner service = new ApplicationContextRunner().withUserConfiguration(Bound.class);

    @ParameterizedTest
    @ValueSource(strings = {"most=10", "per-address=1", "per-address=0.001", "idle=1h", "head=100ms", "body=10s"})
    void takesTheEdges(String property) {
        service.withPropertyValues("letsrun.connections." + property)
                .run(context -> assertThat(context).hasNotFailed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "most=9",
                "per-address=0",
                "per-address=1.01",
                "idle=999ms",
                "head=61s",
                "body-window=99ms",
                "body-rate=0B",
                "body=9s",
                "body=61m"
            })
    void refusesWhatIsOutOfRange(String property) {
        service.withPropertyValues("letsrun.connections." + property)
                .run(context -> assertThat(context).hasFailed());
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(ConnectionProperties.class)
    static class Bound {}
}
