package io.letsrun.load.stack;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.letsrun.local.Refusal;
import org.junit.jupiter.api.Test;

class FileHandlesTest {

    @Test
    void namesTheLimitAndWhatIsNeeded() {
        assertThatThrownBy(() -> FileHandles.require(3000, 1024, "this shell allows", "the burst"))
                .isInstanceOf(Refusal.class)
                .hasMessage("3000 connections need 3256 file handles and this shell allows 1024: run ulimit -n 3256 in"
                        + " the shell (or raise its hard limit), then the burst; or take fewer --connections.");
    }

    @Test
    void letsABurstBeginThatHasEnough() {
        FileHandles.require(3000, 3256, "this shell allows", "the burst");
        FileHandles.requireFor(1, ProcessHandle.current().pid());
    }

    @Test
    void namesTheLimitThatTheGatewayWasStartedWith() throws Exception {
        Process gateway = new ProcessBuilder("bash", "-c", "ulimit -n 300; exec sleep 60").start();
        try {
            await().untilAsserted(() -> assertThatThrownBy(() -> FileHandles.requireFor(100, gateway.pid()))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("the gateway was started with 300: run ulimit -n 356")
                    .hasMessageContaining("./letsrun up"));
        } finally {
            gateway.destroy();
        }
    }
}
