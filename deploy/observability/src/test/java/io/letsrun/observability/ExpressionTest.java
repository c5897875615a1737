package io.letsrun.observability;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExpressionTest {

    @Test
    void findsMetricsAndNothingElse() {
        Expression expression = new Expression("""
                histogram_quantile(0.99, sum by (le, topic) (rate(letsrun_x_seconds_bucket{topic!~".+[.]retry(-[0-9]+)?",job=~"$job"}[$__rate_interval])))
                / on (topic) group_left (job) max_over_time(letsrun:lag:sum[5m]) > bool 2 * 15e3
                or up offset 15m unless ALERTS{alertstate="firing"} and time() - 1 > 0
                """);

        assertThat(expression.metrics())
                .containsExactlyInAnyOrder("letsrun_x_seconds_bucket", "letsrun:lag:sum", "up", "ALERTS");
    }

    @Test
    void putsSomethingInPlaceOfEachVariable() {
        assertThat(new Expression("rate(a{topic=~\"$topic\",job=~\"${job}\"}[$__rate_interval])").resolved())
                .isEqualTo(new Expression("rate(a{topic=~\".+\",job=~\".+\"}[20s])"));
    }
}
