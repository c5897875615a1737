package io.letsrun.local.seed.event;

import tools.jackson.databind.json.JsonMapper;

/** An event that the upstream shall have once: a user has no two of one name. */
record WantedEvent(String userId, String name) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    String json() {
        return JSON.writeValueAsString(this);
    }

    @Override
    public String toString() {
        return name + " of " + userId;
    }
}
