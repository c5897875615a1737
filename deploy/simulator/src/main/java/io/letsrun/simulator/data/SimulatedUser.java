package io.letsrun.simulator.data;

import java.util.List;

/** A user, as the upstream tells it. */
public record SimulatedUser(String id, String userName, String email, List<String> events) {

    static SimulatedUser of(String id, List<String> events) {
        return new SimulatedUser(id, "user-" + id, id.replace(':', '.') + "@upstream.example", List.copyOf(events));
    }
}
