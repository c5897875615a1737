package io.letsrun.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class UpstreamSimulatorTest {

    @Test
    void saysInJsonWhatTheServicesLogsSay() {
        JsonNode line = SimulatedReply.JSON.readTree(UpstreamSimulator.json("listening at \"8099\""));

        assertThat(line.get("message").asString()).isEqualTo("listening at \"8099\"");
        assertThat(line.at("/service/name").asString()).isEqualTo("upstream-simulator");
        assertThat(line.at("/log/level").asString()).isEqualTo("INFO");
        assertThat(line.has("@timestamp")).isTrue();
    }
}
