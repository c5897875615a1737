package io.letsrun.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.simulator.knobs.InjectedFault;
import io.letsrun.simulator.knobs.Knobs;
import io.letsrun.simulator.knobs.LatencyModel;
import io.letsrun.simulator.knobs.SimulatedOperation;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ControlApiTest {

    private final Simulator simulator = Simulator.start(0, Knobs.defaults());

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    void isReady() throws IOException {
        assertThat(ask("GET", "/actuator/health/readiness", "").status()).isEqualTo(200);
    }

    @Test
    void showsKnobsThatCanBeSentBack() throws IOException {
        String knobs = ask("GET", "/knobs", "").body();

        assertThat(ask("PUT", "/knobs", knobs).status()).isEqualTo(200);
        assertThat(simulator.knobs()).isEqualTo(Knobs.defaults());
    }

    @Test
    void turnsOneKnobAndLeavesTheOthers() throws IOException {
        ask("PUT", "/knobs", """
                {"operations": {"getEventById": {
                    "latency": {"kind": "logNormal", "median": 100, "sigma": 0.5, "most": 2000},
                    "faults": {"hang": 0.01}}}}""");

        assertThat(simulator.knobs())
                .isEqualTo(Knobs.defaults()
                        .with(
                                SimulatedOperation.EVENT,
                                behaviour -> behaviour
                                        .taking(new LatencyModel.LogNormal(100, 0.5, 2_000))
                                        .failing(InjectedFault.HANG, 0.01)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"unheardOf\":1}",
                "{\"operations\":{\"getEventById\":7}}",
                "{\"operations\":{\"getEventById\":{\"faults\":{\"hang\":0.6,\"garbage\":0.6}}}}",
                "{\"operations\":{\"getEventById\":{\"latency\":{\"kind\":\"fixed\",\"millis\":-1}}}}",
                "{\"addPattern\":{\"good\":0,\"bad\":0}}"
            })
    void refusesNonsenseAndChangesNothing(String knobs) throws IOException {
        SimulatorClient.Seen seen = ask("PUT", "/knobs", knobs);

        assertThat(seen.status()).isEqualTo(400);
        assertThat(simulator.knobs()).isEqualTo(Knobs.defaults());
    }

    @Test
    void answersWhileAllIsDown() throws IOException {
        simulator.knobs(knobs -> knobs.down(true));

        ask("PUT", "/knobs", "{\"allDown\": false}");

        assertThat(simulator.knobs().allDown()).isFalse();
    }

    @Test
    void showsCountersAndStartsThemAgain() throws IOException {
        ask("GET", "/getUserById/" + SimulatedData.presetUser(1), "");

        JsonNode counters =
                SimulatedReply.JSON.readTree(ask("GET", "/counters", "").body());
        assertThat(counters.path("calls").path("getUserById").asInt()).isEqualTo(1);
        assertThat(counters.path("callsById")
                        .path("getUserById")
                        .path(SimulatedData.presetUser(1))
                        .asInt())
                .isEqualTo(1);
        assertThat(counters.path("peakInFlight").asInt()).isEqualTo(1);
        assertThat(counters.path("answered").asInt()).isEqualTo(1);

        ask("DELETE", "/counters", "");
        assertThat(simulator.counters().calls(SimulatedOperation.USER)).isZero();
    }

    @Test
    void makesUsersOnDemand() throws IOException {
        SimulatorClient.Seen seen = ask("PUT", "/users/runner-7/events/3", "");

        assertThat(SimulatedReply.JSON.readTree(seen.body()).path("events")).hasSize(3);
    }

    private SimulatorClient.Seen ask(String method, String path, String body) throws IOException {
        try (SimulatorClient client = SimulatorClient.send(simulator.port(), method, path, body)) {
            return client.seen();
        }
    }
}
