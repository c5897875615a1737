package io.letsrun.load.burst;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.letsrun.load.openloop.RequestKind;
import io.letsrun.local.Refusal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SharesTest {

    @Test
    void readsTheDefault() {
        assertThat(MixedLoad.shares(MixedLoad.SHARES).values())
                .satisfies(shares -> assertThat(
                                shares.stream().mapToInt(Integer::intValue).sum())
                        .isEqualTo(100));
    }

    @Test
    void leavesOutWhatIsNothing() {
        assertThat(MixedLoad.shares("runs=100,events=0")).isEqualTo(Map.of(RequestKind.RUN, 100));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "runs", "runs=x", "runs=50,reads=50", "runs=50", "runs=50,runs=50", "runs=-1,signups=101"})
    void refusesWhatIsNoHundred(String text) {
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> MixedLoad.shares(text));
    }
}
