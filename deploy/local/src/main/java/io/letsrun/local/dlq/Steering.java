package io.letsrun.local.dlq;

import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Tells a replay what to do. */
final class Steering {
    private Steering() {}

    static void of(Reach reach, UUID replay, String verb) {
        JsonNode answer = reach.console().post("/replays/" + replay + "/" + verb, Map.of());
        if (reach.json()) {
            reach.print(answer);
        } else {
            reach.line(new Progress(answer).line(false));
        }
    }
}
