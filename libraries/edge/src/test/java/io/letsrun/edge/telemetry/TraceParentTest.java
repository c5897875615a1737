package io.letsrun.edge.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {

    private static final String SAMPLED = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Test
    void comesBackAsItWas() {
        assertThat(TraceParent.of(TraceParent.parse(SAMPLED))).isEqualTo(SAMPLED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "01",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b716920333x-01"
            })
    void isInvalidWhenMalformed(String text) {
        assertThat(TraceParent.parse(text).isValid()).isFalse();
    }

    @Test
    void tellsWhetherItIsSampledByItsFlagAlone() {
        assertThat(TraceParent.isSampled(bytes(SAMPLED))).isTrue();
        assertThat(TraceParent.isSampled(bytes(SAMPLED.replace("-01", "-00")))).isFalse();
        assertThat(TraceParent.isSampled(bytes("01"))).isFalse();
        assertThat(TraceParent.isSampled(null)).isFalse();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
