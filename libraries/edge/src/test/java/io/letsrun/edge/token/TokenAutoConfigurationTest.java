package io.letsrun.edge.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import java.time.Clock;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.support.GenericApplicationContext;

class TokenAutoConfigurationTest {

    private final ApplicationContextRunner service = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(TokenAutoConfiguration.class))
            .withBean(Clock.class, Clock::systemUTC);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''      | letsrun.token.keys cannot be used: no token key is given.",
                "a:c2hvcnQ | letsrun.token.keys cannot be used: the secret of token key a is shorter than 32 bytes.",
            })
    void refusesToStartWithoutUsableKeysAndSaysSoInASentence(String keys, String sentence) {
        service.withPropertyValues("letsrun.token.keys=" + keys).run(context -> {
            Throwable failure = Objects.requireNonNull(context.getStartupFailure());
            FailureAnalysis analysis = Objects.requireNonNull(new InvalidTokenKeysAnalyzer().analyze(failure));
            assertThat(analysis.getDescription()).isEqualTo(sentence);
        });
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void aServiceThatCannotStartLogsTheSentence(CapturedOutput output) {
        SpringApplication service = new SpringApplicationBuilder(TokenAutoConfiguration.class)
                .web(WebApplicationType.NONE)
                .properties("letsrun.token.keys=")
                .initializers(
                        context -> ((GenericApplicationContext) context).registerBean(Clock.class, Clock::systemUTC))
                .build();

        assertThatException().isThrownBy(service::run);

        assertThat(output)
                .contains("APPLICATION FAILED TO START", "letsrun.token.keys cannot be used: no token key is given.");
    }

    @Test
    void startsWithAKey() {
        service.withPropertyValues("letsrun.token.keys=a:" + "k".repeat(43))
                .run(context -> assertThat(context).hasSingleBean(TokenVerifier.class));
    }

    @Test
    void refusesToStartWithoutUsableKeysOfAServiceBehind() {
        service.withPropertyValues(
                        "letsrun.token.keys=a:" + "k".repeat(43), "letsrun.token.services.events-service=a:c2hvcnQ")
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessage("letsrun.token.services.events-service cannot be used: the secret of token key a is"
                                + " shorter than 32 bytes."));
    }

    @Test
    void holdsNoKeysWhereNoneAreNamed() {
        service.run(context -> assertThat(context).doesNotHaveBean(TokenVerifier.class));
    }

    @Test
    void namesThePropertyThatIsOutOfItsRange() {
        service.withPropertyValues("letsrun.token.keys=a:" + "k".repeat(43), "letsrun.token.lifetime=1s")
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessageContaining("'letsrun.token' on field 'lifetime': rejected value [PT1S]"));
    }
}
