package io.letsrun.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MetricsListTest {

    private final MetricsList metrics = MetricsList.of(List.of(
            "Text that names `letsrun_nothing`.",
            "| name | type | labels |",
            "|---|---|---|",
            "| `letsrun_a_seconds` | histogram | `kind` |",
            "| `letsrun_b` | summary | |",
            "| `letsrun_c_total` | counter | |",
            "| `jvm_threads{state}`, `up` | all | |",
            "| `http_requests_seconds_*{uri}` | all | |"));

    @Test
    void knowsTheSeriesOfEachType() {
        assertThat(List.of("letsrun_a_seconds_bucket", "letsrun_b_max", "letsrun_c_total", "jvm_threads", "up"))
                .allMatch(metrics::knows);
        assertThat(metrics.knows("http_requests_seconds_count")).isTrue();
    }

    @Test
    void knowsNoSeriesThatATypeLacks() {
        assertThat(List.of("letsrun_a_seconds", "letsrun_b_bucket", "letsrun_c", "letsrun_c_count", "letsrun_nothing"))
                .noneMatch(metrics::knows);
    }

    @Test
    void tellsOursFromTheLibraries() {
        assertThat(metrics.ours()).containsExactly("letsrun_a_seconds", "letsrun_b", "letsrun_c_total");
    }
}
