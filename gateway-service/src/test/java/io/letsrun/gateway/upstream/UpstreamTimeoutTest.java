package io.letsrun.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpstreamTimeoutTest {

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "0.25, 0.25",
        "3.5, 3.5",
        "3.501, 3.5",
        "10, 3.5",
        "9999999999, 3.5",
        "0, 0",
        "-1, -1",
        "1e9, 1e9",
        "soon, soon"
    })
    void isNeverMoreThanOurOwnAndOtherwiseAsItWas(String asked, String told) {
        assertThat(Upstream.atMost(Duration.ofMillis(3_500), asked)).isEqualTo(told);
    }
}
