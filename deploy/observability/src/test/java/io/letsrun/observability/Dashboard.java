package io.letsrun.observability;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** One dashboard, as its file has it. */
record Dashboard(String file, String uid, String title, int schema, List<String> variables, List<Panel> panels) {

    static Dashboard of(String file, JsonNode json) {
        return new Dashboard(
                file,
                json.path("uid").asString(""),
                json.path("title").asString(""),
                json.path("schemaVersion").asInt(-1),
                json.path("templating")
                        .path("list")
                        .valueStream()
                        .map(variable -> variable.path("name").asString(""))
                        .toList(),
                json.path("panels").valueStream().map(Panel::of).toList());
    }

    List<String> expressions() {
        return panels.stream().flatMap(panel -> panel.expressions().stream()).toList();
    }
}
