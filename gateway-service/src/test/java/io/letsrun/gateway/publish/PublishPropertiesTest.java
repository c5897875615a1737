package io.letsrun.gateway.publish;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class PublishPropertiesTest {

    private final ApplicationContextRunner service = new ApplicationContextRunner().withUserConfiguration(Bound.class);

    @ParameterizedTest
    @ValueSource(strings = {"deadline=3s", "away-after=10s", "linger=0ms", "batch=1KB", "buffer=4MB", "in-flight=64MB"})
    void takesTheEdges(String property) {
        service.withPropertyValues("letsrun.publish." + property)
                .run(context -> assertThat(context).hasNotFailed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deadline=2999ms",
                "deadline=121s",
                "away-after=499ms",
                "away-after=10001ms",
                "linger=-1ms",
                "linger=101ms",
                "batch=1023B",
                "buffer=4095KB",
                "in-flight=65MB"
            })
    void refusesWhatIsOutOfRange(String property) {
        service.withPropertyValues("letsrun.publish." + property)
                .run(context -> assertThat(context).hasFailed());
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(PublishProperties.class)
    static class Bound {}
}
