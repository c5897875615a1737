package io.letsrun.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void seesAPortThatAnotherProgramHolds() throws IOException {
        try (ServerSocket other = new ServerSocket(0)) {
            assertThat(Ports.isTaken(other.getLocalPort())).isTrue();
        }
    }

    @Test
    void findsAPortThatIsFree() {
        assertThat(Ports.isTaken(Ports.free())).isFalse();
    }
}
