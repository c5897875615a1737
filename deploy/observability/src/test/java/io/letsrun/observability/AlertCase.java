package io.letsrun.observability;

import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What a test of promtool expects of an alert at one moment. */
record AlertCase(String alert, boolean fires) {

    static Stream<AlertCase> of(JsonNode file) {
        return file.path("tests")
                .valueStream()
                .flatMap(test -> test.path("alert_rule_test").valueStream())
                .map(expected -> new AlertCase(
                        expected.path("alertname").asString(""),
                        !expected.path("exp_alerts").isEmpty()));
    }
}
