package io.letsrun.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.local.process.ProcessIdentity.Signal;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProcessIdentityTest {

    private static final long TICKS_OF_A_STRANGER = 1;

    @Test
    void recognisesALivingProcess() {
        assertThat(ProcessIdentity.of(ProcessHandle.current()).alive()).isTrue();
    }

    @Test
    void takesAnotherProcessWithThePidForAStranger() throws IOException {
        Process process = new ProcessBuilder("sleep", "30").start();
        ProcessIdentity real = ProcessIdentity.of(process.toHandle());
        ProcessIdentity earlier =
                new ProcessIdentity(real.pid(), real.startedAt().minus(Duration.ofMinutes(1)), TICKS_OF_A_STRANGER);

        earlier.kill();

        assertThat(earlier.alive()).isFalse();
        assertThat(real.alive()).isTrue();
        real.kill();
        assertThat(real.alive()).isFalse();
    }

    @Test
    void recognisesAProcessAfterTheClockWasSet() {
        ProcessIdentity before = ProcessIdentity.of(ProcessHandle.current());

        assertThat(new ProcessIdentity(before.pid(), before.startedAt().plus(Duration.ofHours(1)), before.startTicks())
                        .alive())
                .isTrue();
    }

    @Test
    void endsPolitelyWhenItCan() throws IOException {
        // A build in the background of a script ignores SIGINT, and its children would with it.
        ProcessIdentity process = ProcessIdentity.of(new ProcessBuilder("env", "--default-signal=INT", "sleep", "30")
                .start()
                .toHandle());

        assertThat(process.end(Signal.INT, Duration.ofSeconds(5))).isTrue();

        assertThat(process.alive()).isFalse();
    }

    @Test
    void forcesWhatDoesNotEnd() throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder("sh", "-c", "trap '' TERM; echo ready; while :; do sleep 0.1; done").start();
        assertThat(process.inputReader().readLine()).isEqualTo("ready");
        ProcessIdentity stubborn = ProcessIdentity.of(process.toHandle());

        assertThat(stubborn.end(Signal.TERM, Duration.ofMillis(300))).isFalse();

        assertThat(stubborn.alive()).isFalse();
    }

    @Test
    void killsTheChildrenAKilledParentWouldLeave() throws IOException {
        Process parent = new ProcessBuilder("sh", "-c", "sleep 30 & echo $!; wait").start();
        ProcessIdentity child = ProcessHandle.of(
                        Long.parseLong(parent.inputReader().readLine()))
                .map(ProcessIdentity::of)
                .orElseThrow();

        ProcessIdentity.of(parent.toHandle()).kill();

        assertThat(child.alive()).isFalse();
    }
}
