package io.letsrun.load.gatling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BodiesTest {

    private static final Instant NOW = Instant.parse("2026-01-02T06:00:00.123Z");

    @Test
    void aSignupHasAnAddressOfItsOwn() {
        JsonNode signup = JsonMapper.shared().readTree(Bodies.signup("g-1"));

        assertThat(signup.get("email").asString()).isEqualTo("g-1@load.example");
    }

    @RepeatedTest(20)
    void aRunHasJustEndedAndIsNoFasterThanAllowed() {
        JsonNode run = JsonMapper.shared().readTree(Bodies.run("g-1", NOW));

        int seconds = run.get("elapsedSeconds").asInt();
        assertThat(Instant.parse(run.get("startedAt").asString()).plusSeconds(seconds))
                .isBetween(NOW.minusSeconds(1), NOW);
        assertThat(run.get("distanceMeters").asDouble() / seconds).isBetween(2.0, 12.5);
    }
}
