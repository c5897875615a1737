package io.letsrun.observability;

import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** One panel of a dashboard; what it lacks is empty, or -1. */
record Panel(
        int id, String title, String description, String unit, String datasource, List<String> expressions, Area area) {

    /** Where it is, in the 24 columns of a dashboard. */
    record Area(int x, int y, int width, int height) {

        boolean overlaps(Area other) {
            return x < other.x + other.width
                    && other.x < x + width
                    && y < other.y + other.height
                    && other.y < y + height;
        }

        boolean fits() {
            return x >= 0 && y >= 0 && width > 0 && height > 0 && x + width <= 24;
        }
    }

    static Panel of(JsonNode panel) {
        JsonNode grid = panel.path("gridPos");
        return new Panel(
                panel.path("id").asInt(-1),
                panel.path("title").asString(""),
                panel.path("description").asString(""),
                panel.path("fieldConfig").path("defaults").path("unit").asString(""),
                panel.path("datasource").path("uid").asString(""),
                expressions(panel),
                new Area(
                        grid.path("x").asInt(-1),
                        grid.path("y").asInt(-1),
                        grid.path("w").asInt(-1),
                        grid.path("h").asInt(-1)));
    }

    private static List<String> expressions(JsonNode panel) {
        return Stream.of(panel.path("targets"))
                .flatMap(JsonNode::valueStream)
                .map(target -> target.path("expr").asString(""))
                .toList();
    }
}
