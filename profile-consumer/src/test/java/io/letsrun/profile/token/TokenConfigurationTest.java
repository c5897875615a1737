package io.letsrun.profile.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class TokenConfigurationTest {

    private final ApplicationContextRunner service = new ApplicationContextRunner()
            .withUserConfiguration(TokenConfiguration.class)
            .withBean(Clock.class, Clock::systemUTC);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''      | LETSRUN_TOKEN_KEYS cannot be used: no token key is given.",
                "a:c2hvcnQ | LETSRUN_TOKEN_KEYS cannot be used: the secret of token key a is shorter than 32 bytes.",
            })
    void refusesToStartWithoutUsableKeysAndSaysSoInASentence(String keys, String sentence) {
        service.withPropertyValues("letsrun.token-keys=" + keys).run(context -> {
            Throwable failure = Objects.requireNonNull(context.getStartupFailure());
            FailureAnalysis analysis = Objects.requireNonNull(new NoTokenKeysAnalyzer().analyze(failure));
            assertThat(analysis.getDescription()).isEqualTo(sentence);
        });
    }

    @Test
    void startsWithAKey() {
        service.withPropertyValues("letsrun.token-keys=a:" + "k".repeat(43))
                .run(context -> assertThat(context).hasSingleBean(Callers.class));
    }
}
