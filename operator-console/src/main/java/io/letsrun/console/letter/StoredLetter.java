package io.letsrun.console.letter;

import io.letsrun.console.letter.Letter.OwnHeader;
import io.letsrun.console.letter.Letter.Place;
import io.letsrun.console.mask.Harmless;
import io.letsrun.console.mask.Mask;
import io.letsrun.console.mask.Payload;
import io.letsrun.console.mask.PlainText;
import io.letsrun.console.search.LetterSummary;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a row as a letter that may be shown. */
final class StoredLetter {

    static final String COLUMNS = LetterSummary.COLUMNS + """
            , letter.reason, letter.first_failure, letter.state_at, letter.service_version, letter.trace_id,
            letter.partition, letter."offset", letter.record_time, letter.dlt_topic, letter.dlt_partition,
            letter.dlt_offset, letter.stack, letter.key, letter.value, letter.headers::text AS headers,
            letter.previous_id""";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MAX_KEY = 1024;
    private static final int MAX_HEADERS = 200;
    private static final int MAX_HEADER = 4096;

    private StoredLetter() {}

    static Letter of(Readable row) {
        byte[] key = row.get("key", byte[].class);
        return new Letter(
                LetterSummary.of(row),
                reason(required(row.get("reason", String.class))),
                required(row.get("first_failure", Instant.class)),
                required(row.get("state_at", Instant.class)),
                Harmless.version(row.get("service_version", String.class)),
                row.get("trace_id", String.class),
                row.get("partition", Integer.class),
                row.get("offset", Long.class),
                row.get("record_time", Instant.class),
                new Place(
                        required(row.get("dlt_topic", String.class)),
                        required(row.get("dlt_partition", Integer.class)),
                        required(row.get("dlt_offset", Long.class))),
                required(row.get("stack", String.class)),
                key == null ? null : Harmless.key(PlainText.of(key)),
                Payload.masked(row.get("value", byte[].class)),
                headers(required(row.get("headers", String.class)), true),
                row.get("previous_id", Long.class),
                List.of(),
                List.of());
    }

    /** Returns the parts of a record as they came. */
    static Revealed revealed(Readable row) {
        byte[] key = row.get("key", byte[].class);
        return new Revealed(
                Payload.revealed(row.get("value", byte[].class)),
                key == null ? null : shown(key, MAX_KEY),
                headers(required(row.get("headers", String.class)), false));
    }

    private static String reason(String code) {
        return code.matches("[a-z][a-z-]{0,40}") ? code : Mask.HIDDEN;
    }

    private static List<OwnHeader> headers(String json, boolean masked) {
        List<OwnHeader> headers = new ArrayList<>();
        for (JsonNode header : JSON.readTree(json)) {
            if (headers.size() < MAX_HEADERS) {
                JsonNode value = header.get(1);
                String name = header.get(0).stringValue();
                String text =
                        value.isNull() ? null : shown(Base64.getDecoder().decode(value.stringValue()), MAX_HEADER);
                headers.add(
                        masked
                                ? new OwnHeader(
                                        Harmless.isHeader(name) ? name : Mask.HIDDEN,
                                        text == null ? null : Harmless.header(name, text))
                                : new OwnHeader(PlainText.cut(PlainText.of(name), MAX_KEY), text));
            }
        }
        return headers;
    }

    private static String shown(byte[] bytes, int max) {
        return PlainText.cut(PlainText.of(bytes), max);
    }

    private static <T> T required(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
