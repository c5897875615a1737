package io.letsrun.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

class ConnectionsTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Connections connections = new Connections(2, meters);

    @Test
    void closesWhatIsTooMuchUntilAnotherIsGone() {
        EmbeddedChannel first = new EmbeddedChannel();
        EmbeddedChannel tooMuch = new EmbeddedChannel();
        EmbeddedChannel later = new EmbeddedChannel();
        assertThat(connections.admit(first)).isTrue();
        assertThat(connections.admit(new EmbeddedChannel())).isTrue();

        assertThat(connections.admit(tooMuch)).isFalse();
        assertThat(tooMuch.isOpen()).isFalse();
        first.close();

        assertThat(connections.admit(later)).isTrue();
        assertThat(later.isOpen()).isTrue();
        assertThat(meters.get("letsrun.gateway.connections").gauge().value()).isEqualTo(2);
        assertThat(meters.get("letsrun.gateway.connections.refused").counter().count())
                .isEqualTo(1);
    }
}
