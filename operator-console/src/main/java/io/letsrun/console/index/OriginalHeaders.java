package io.letsrun.console.index;

import io.letsrun.console.mask.PlainText;
import io.letsrun.contracts.delivery.FailureHeaders;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** The original's own headers in a dead letter: those that neither delivery, spring-kafka nor a replay have added. */
public final class OriginalHeaders {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final Set<String> ADDED = Set.of(
            FailureHeaders.GROUP,
            FailureHeaders.ATTEMPTS,
            FailureHeaders.FIRST_FAILURE,
            FailureHeaders.LAST_FAILURE,
            FailureHeaders.SERVICE_VERSION);

    private static final List<String> ADDED_PREFIXES =
            List.of("x-exception-", "x-failure-", FailureHeaders.ORIGINAL_PREFIX, "x-replay-", "kafka_", "retry_topic");

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

    /** Reads what was stored. An older console may have stored more than the original's own. */
    public static List<Header> read(String json) {
        List<Header> headers = new ArrayList<>();
        for (JsonNode header : JSON.readTree(json)) {
            String name = header.get(0).stringValue();
            JsonNode value = header.get(1);
            if (isOwn(name)) {
                headers.add(new RecordHeader(
                        name, value.isNull() ? null : Base64.getDecoder().decode(value.stringValue())));
            }
        }
        return headers;
    }

    private static boolean isOwn(String name) {
        return !ADDED.contains(name) && ADDED_PREFIXES.stream().noneMatch(name::startsWith);
    }
}
