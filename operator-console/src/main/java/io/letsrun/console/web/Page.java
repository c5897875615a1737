package io.letsrun.console.web;

import io.letsrun.console.access.Caller;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What surrounds a view. */
public record Page(String title, Section section, Caller visitor, Csrf csrf, Assets assets) {

    /** The token that proves that a form came from one of our pages. */
    public record Csrf(String parameter, String header, String token) {

        /** The headers that htmx adds to its requests. */
        public String headers() {
            return JsonMapper.shared().writeValueAsString(Map.of(header, token));
        }
    }
}
