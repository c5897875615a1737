package io.letsrun.simulator;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The body of {@code addEvent}. */
record AddEventRequest(String userId, String name, @Nullable String details) {

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_DETAILS = 10_000;

    /** Returns nothing when the upstream would not have it. */
    static Optional<AddEventRequest> parse(byte[] body, JsonMapper json) {
        try {
            JsonNode node = json.readTree(body);
            String userId = node.path("userId").asString("");
            JsonNode name = node.path("name");
            JsonNode details = node.path("details");
            boolean good = SimulatedData.isId(userId)
                    && name.isString()
                    && !name.asString().isBlank()
                    && name.asString().length() <= LONGEST_NAME
                    && (details.isMissingNode() || details.isNull() || fits(details));
            return good
                    ? Optional.of(new AddEventRequest(
                            userId, name.asString(), details.isString() ? details.asString() : null))
                    : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static boolean fits(JsonNode details) {
        return details.isString() && details.asString().length() <= LONGEST_DETAILS;
    }
}
