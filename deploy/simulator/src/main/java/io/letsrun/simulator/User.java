package io.letsrun.simulator;

import java.util.List;

/** A user, as the upstream tells it. */
record User(String id, String userName, String email, List<String> events) {

    static User of(String id, List<String> events) {
        return new User(id, "user-" + id, id.replace(':', '.') + "@upstream.example", List.copyOf(events));
    }
}
