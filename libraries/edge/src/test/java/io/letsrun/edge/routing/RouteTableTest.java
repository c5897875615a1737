package io.letsrun.edge.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTableTest {

    private final RouteTable<String> table = new RouteTable<>();

    @BeforeEach
    void fill() {
        table.put("/v1/runs", "runs");
        table.put("/v1/runs/batch", "batch");
        table.put("/v1/runs/{runId}", "run");
        table.put("/v1/users/{id}/events/{eventId}", "event");
    }

    @Test
    void prefersAPathWithoutVariables() {
        assertThat(found("/v1/runs/batch").value()).isEqualTo("batch");
        assertThat(found("/v1/runs/batches").value()).isEqualTo("run");
    }

    @Test
    void tellsWhatVariablesStandFor() {
        assertThat(found("/v1/users/7/events/a%2Fb%20c").variables()).isEqualTo(Map.of("id", "7", "eventId", "a/b c"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/", "/v1", "/v1/runs/", "/v1/runs/a/b", "//v1/runs", "/v1/runs;a=b", "/v1/users//events/e"})
    void findsNothingElsewhere(String path) {
        assertThat(table.find(path)).isNull();
    }

    private RouteTable.Found<String> found(String path) {
        return Objects.requireNonNull(table.find(path), path);
    }
}
