package io.letsrun.console.index;

import io.letsrun.console.mask.PlainText;
import io.letsrun.contracts.delivery.ReplayHeaders;
import java.util.Base64;
import java.util.Set;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** The original's own headers in a dead letter: those that neither delivery, spring-kafka nor a replay have added. */
final class OriginalHeaders {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Set<String> STORED_APART = Set.of(
            "x-group",
            "x-attempts",
            "x-first-failure",
            "x-last-failure",
            "x-service-version",
            ReplayHeaders.ID,
            ReplayHeaders.COUNT);

    private OriginalHeaders() {}

    /** Returns {@code [[name, value in base64 or null], …]} in their order, each as often as it is there. */
    static String json(Headers headers) {
        ArrayNode all = JSON.createArrayNode();
        for (Header header : headers) {
            if (isOwn(header.key())) {
                ArrayNode one = all.addArray().add(PlainText.of(header.key()));
                if (header.value() == null) {
                    one.addNull();
                } else {
                    one.add(Base64.getEncoder().encodeToString(header.value()));
                }
            }
        }
        return JSON.writeValueAsString(all);
    }

    private static boolean isOwn(String name) {
        return !STORED_APART.contains(name)
                && !name.startsWith("x-exception-")
                && !name.startsWith("x-failure-")
                && !name.startsWith("x-original-")
                && !name.startsWith("kafka_")
                && !name.startsWith("retry_topic");
    }
}
