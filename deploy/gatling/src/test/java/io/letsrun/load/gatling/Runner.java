package io.letsrun.load.gatling;

import java.util.Map;
import java.util.UUID;

/** Somebody who signed up before the simulation began. */
record Runner(UUID userId, String token) {

    /** For a session. */
    Map<String, Object> attributes() {
        return Map.of(Phone.USER, userId.toString(), Phone.TOKEN, token);
    }
}
