package io.letsrun.console.sending;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a letter's headers out of its row: an array of [name, value in base64 or null]. */
final class StoredHeaders {

    private StoredHeaders() {}

    static List<Header> parse(String json) {
        List<Header> headers = new ArrayList<>();
        for (JsonNode header : JsonMapper.shared().readTree(json)) {
            JsonNode value = header.get(1);
            headers.add(new RecordHeader(
                    header.get(0).stringValue(),
                    value.isNull() ? null : Base64.getDecoder().decode(value.stringValue())));
        }
        return List.copyOf(headers);
    }
}
