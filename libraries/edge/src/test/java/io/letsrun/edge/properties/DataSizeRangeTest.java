package io.letsrun.edge.properties;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

class DataSizeRangeTest {

    private final ApplicationContextRunner service = new ApplicationContextRunner().withUserConfiguration(Bound.class);

    @ParameterizedTest
    @ValueSource(strings = {"1KB", "64KB", "1MB"})
    void takesWhatIsInTheRange(String size) {
        service.withPropertyValues("sizes.body=" + size)
                .run(context -> assertThat(context).hasNotFailed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1023B", "1025KB", "-1KB"})
    void namesThePropertyAndTheValueThatAreOutOfIt(String size) {
        service.withPropertyValues("sizes.body=" + size)
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessageContaining("on field 'body': rejected value [" + DataSize.parse(size) + "]")
                        .hasMessageContaining("must be 1KB to 1MB"));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(Sizes.class)
    static class Bound {}

    @Validated
    @ConfigurationProperties("sizes")
    record Sizes(
            @DataSizeRange(min = "1KB", max = "1MB") DataSize body,

            @DataSizeRange(min = "1KB", max = "1MB") @Nullable DataSize absent) {}
}
