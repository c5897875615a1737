package io.letsrun.local.seed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RunTest {

    @Test
    void passesItsNumbersThroughAsWritten() {
        Run run = new Run(7, "r-1", "2020-01-01T06:00:00Z", "2965.80", "812", "17.4", "150.3");

        assertThat(run.json())
                .isEqualTo("{\"clientRunId\":\"row-7\",\"version\":1,\"startedAt\":\"2020-01-01T06:00:00Z\","
                        + "\"distanceMeters\":2965.80,\"elapsedSeconds\":812,\"elevationGainMeters\":17.4,"
                        + "\"averageHeartRateBpm\":150.3}");
    }

    @Test
    void leavesOutWhatWasNotMeasured() {
        assertThat(new Run(7, "r-1", "x", "1", "2", "", "").json()).doesNotContain("elevation", "HeartRate");
        assertThat(new Run(7, "r-1", "x", "1", "2", "0", "0.0").json())
                .contains("\"elevationGainMeters\":0")
                .doesNotContain("HeartRate");
    }

    @Test
    void escapesWhatIsText() {
        assertThat(new Run(7, "r-1", "\"", "1", "2", "", "").json()).contains("\"startedAt\":\"\\\"\"");
    }
}
