package io.letsrun.console.letter;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.letsrun.console.index.OriginalHeaders;
import io.letsrun.console.mask.Harmless;
import io.letsrun.console.mask.Mask;
import io.letsrun.console.mask.Payload;
import io.letsrun.console.mask.PlainText;
import io.letsrun.console.search.LetterSummary;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a letter.
 *
 * @param partition of the original, as offset and time; absent when the headers do not tell
 * @param firstFailure of this life
 * @param stack masked, again as the message of the summary
 * @param payload masked
 * @param key masked
 * @param headers the original's own, masked
 * @param previous the letter whose replay failed again and became this one
 * @param chain every life of the same record in this group, oldest first; this one included
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Letter(
        @JsonUnwrapped LetterSummary summary,
        String reason,
        Instant firstFailure,
        Instant stateAt,
        @Nullable String serviceVersion,
        @Nullable String traceId,
        @Nullable Integer partition,
        @Nullable Long offset,
        @Nullable Instant recordedAt,
        Place deadLetter,
        String stack,
        @Nullable String key,
        Payload payload,
        List<OwnHeader> headers,
        @Nullable Long previous,
        List<Long> chain,
        List<TimelineEntry> timeline) {

    public Letter {
        stack = Mask.text(stack);
    }

    static final String COLUMNS = LetterSummary.COLUMNS + """
            , letter.reason, letter.first_failure, letter.state_at, letter.service_version, letter.trace_id,
            letter.partition, letter."offset", letter.record_time, letter.dlt_topic, letter.dlt_partition,
            letter.dlt_offset, letter.stack, letter.key, letter.value, letter.headers::text AS headers,
            letter.previous_id""";

    private static final int MAX_KEY = 1024;
    private static final int MAX_HEADERS = 200;
    private static final int MAX_HEADER = 4096;

    /** Where the letter's own record is stored. */
    public record Place(String topic, int partition, long offset) {}

    /** @param value as text; absent for a header without one */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record OwnHeader(String name, @Nullable String value) {}

    /** A letter's record with nothing hidden. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Revealed(Payload payload, @Nullable String key, List<OwnHeader> headers) {

        static Revealed of(Readable row) {
            byte[] key = row.get("key", byte[].class);
            return new Revealed(
                    Payload.revealed(row.get("value", byte[].class)),
                    key == null ? null : shown(key, MAX_KEY),
                    ownHeaders(required(row, "headers", String.class), false));
        }
    }

    static Letter of(Readable row, List<Long> chain, List<TimelineEntry> timeline) {
        String reason = required(row, "reason", String.class);
        byte[] key = row.get("key", byte[].class);
        return new Letter(
                LetterSummary.ROW.apply(row),
                reason.matches("[a-z][a-z-]{0,40}") ? reason : Mask.HIDDEN,
                required(row, "first_failure", Instant.class),
                required(row, "state_at", Instant.class),
                Harmless.version(row.get("service_version", String.class)),
                row.get("trace_id", String.class),
                row.get("partition", Integer.class),
                row.get("offset", Long.class),
                row.get("record_time", Instant.class),
                new Place(
                        required(row, "dlt_topic", String.class),
                        required(row, "dlt_partition", Integer.class),
                        required(row, "dlt_offset", Long.class)),
                required(row, "stack", String.class),
                key == null ? null : Harmless.key(PlainText.of(key)),
                Payload.masked(row.get("value", byte[].class)),
                ownHeaders(required(row, "headers", String.class), true),
                row.get("previous_id", Long.class),
                chain,
                timeline);
    }

    private static List<OwnHeader> ownHeaders(String json, boolean masked) {
        return OriginalHeaders.read(json).stream()
                .limit(MAX_HEADERS)
                .map(header -> masked ? masked(header) : revealed(header))
                .toList();
    }

    private static OwnHeader masked(Header header) {
        String name = header.key();
        return new OwnHeader(
                Harmless.isHeader(name) ? name : Mask.HIDDEN,
                header.value() == null ? null : Harmless.header(name, shown(header.value(), MAX_HEADER)));
    }

    private static OwnHeader revealed(Header header) {
        return new OwnHeader(
                PlainText.cut(PlainText.of(header.key()), MAX_KEY),
                header.value() == null ? null : shown(header.value(), MAX_HEADER));
    }

    private static String shown(byte[] bytes, int max) {
        return PlainText.cut(PlainText.of(bytes), max);
    }

    private static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }

    /**
     * Something that happened to a letter.
     *
     * @param letterId to which life of it
     * @param what {@code failed}, {@code dead-lettered}, and what other features tell: {@code replayed}, {@code discarded}, …
     * @param who the user who did it; absent when nobody did
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TimelineEntry(
            Instant at, String what, @Nullable String who, String detail, long letterId) {}
}
