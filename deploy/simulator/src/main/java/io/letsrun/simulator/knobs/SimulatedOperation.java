package io.letsrun.simulator.knobs;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the upstream can be asked; in JSON by the name its path has. */
public enum SimulatedOperation {
    @JsonProperty("getUserById")
    USER,
    @JsonProperty("getEventById")
    EVENT,
    @JsonProperty("getUsers")
    USERS,
    @JsonProperty("getEvents")
    EVENTS,
    @JsonProperty("addEvent")
    ADD
}
