package io.letsrun.load.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.letsrun.local.Refusal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FaultTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void readsAKillThatIsUndoneAtOnce() {
        assertThat(Fault.parse("kill:kafka@30s"))
                .isEqualTo(new Fault(Fault.Blow.KILL, "kafka", Duration.ofSeconds(30), Duration.ZERO));
    }

    @Test
    void readsHowLongItStaysDown() {
        assertThat(Fault.parse("kill:kafka-2@1m30s+5s"))
                .isEqualTo(new Fault(Fault.Blow.KILL, "kafka-2", Duration.ofSeconds(90), Duration.ofSeconds(5)));
        assertThat(Fault.parse("stop:postgres@60s+20s"))
                .isEqualTo(new Fault(Fault.Blow.STOP, "postgres", MINUTE, Duration.ofSeconds(20)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"kill:kafka@30s", "kill:kafka@1m30s+5s", "stop:redis@0.5s+20s"})
    void isWrittenAsItIsRead(String text) {
        assertThat(Fault.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "kafka",
                "kill:kafka",
                "kill:@3s",
                "hang:kafka@3s",
                "kill:kafka@soon",
                "kill:kafka@30",
                "kill:kafka@-3s",
                "kill:kafka@3s+",
                "kill:kafka@3s+never",
                "kill:kafka@3s+2s+1s",
                "stop:postgres@60s"
            })
    void refusesWhatItCannotRead(String text) {
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> Fault.parse(text));
    }

    @Test
    void refusesComponentsThatThereAreNot() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> FaultDrill.check(
                        List.of(Fault.parse("kill:kafka@1s"), Fault.parse("kill:oracle@1s")), List.of("kafka"), MINUTE))
                .withMessageContaining("oracle")
                .withMessageContaining("there are kafka");
    }

    @Test
    void refusesWhatWouldComeAfterTheEnd() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> FaultDrill.check(List.of(Fault.parse("kill:kafka@60s")), List.of("kafka"), MINUTE))
                .withMessageContaining("after the end");
    }
}
