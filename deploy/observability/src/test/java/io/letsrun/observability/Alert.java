package io.letsrun.observability;

import tools.jackson.databind.JsonNode;

/** One alerting rule, as its file has it; what it lacks is empty. */
record Alert(String name, String severity, String summary, String description, String runbook) {

    static Alert of(JsonNode rule) {
        JsonNode annotations = rule.path("annotations");
        return new Alert(
                rule.path("alert").asString(""),
                rule.path("labels").path("severity").asString(""),
                annotations.path("summary").asString(""),
                annotations.path("description").asString(""),
                annotations.path("runbook_url").asString(""));
    }
}
