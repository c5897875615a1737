package io.letsrun.console.web;

import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The token that proves that a form came from one of our pages. */
public record Csrf(String parameter, String header, String token) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** The headers that htmx adds to its requests. */
    public String headers() {
        return JSON.writeValueAsString(Map.of(header, token));
    }
}
