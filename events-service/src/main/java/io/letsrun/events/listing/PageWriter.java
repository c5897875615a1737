package io.letsrun.events.listing;

import io.letsrun.events.listing.EventPage.MissingEvent;
import io.letsrun.events.upstream.UpstreamEvent;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Writes pages in JSON. Only what is asked for is written at all. */
final class PageWriter {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int EXPECTED = 8 * 1024;

    private final int missingListed;

    /** @param missingListed the most missing events that are listed; all are counted */
    PageWriter(int missingListed) {
        this.missingListed = missingListed;
    }

    byte[] write(EventPage page, boolean stale) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(EXPECTED);
        write(page, stale, bytes);
        return bytes.toByteArray();
    }

    void write(EventPage page, boolean stale, OutputStream to) {
        try (JsonGenerator json = JSON.createGenerator(to)) {
            json.writeStartObject();
            items(json, page);
            paging(json, page);
            json.writeBooleanProperty("complete", page.complete());
            missing(json, page.missing());
            if (stale) {
                json.writeBooleanProperty("stale", true);
            }
            json.writeEndObject();
        }
    }

    private static void items(JsonGenerator json, EventPage page) {
        List<EventField> fields = Arrays.stream(EventField.values())
                .filter(page.query().fields()::contains)
                .toList();
        json.writeArrayPropertyStart("items");
        for (UpstreamEvent event : page.items()) {
            json.writeStartObject();
            for (EventField field : fields) {
                @Nullable String value = field.of(event);
                if (value != null) {
                    json.writeStringProperty(field.label(), value);
                }
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void paging(JsonGenerator json, EventPage page) {
        json.writeObjectPropertyStart("page");
        json.writeNumberProperty("limit", page.query().limit());
        json.writeNumberProperty("offset", page.offset());
        json.writeNumberProperty("total", page.total());
        if (page.next() == null) {
            json.writeNullProperty("next");
        } else {
            json.writeStringProperty("next", page.next());
        }
        json.writeEndObject();
    }

    /** A user with ten thousand events of which few arrived would otherwise get a megabyte of ids. */
    private void missing(JsonGenerator json, List<MissingEvent> missing) {
        json.writeArrayPropertyStart("missing");
        for (MissingEvent event : missing.subList(0, Math.min(missingListed, missing.size()))) {
            json.writeStartObject();
            if (!event.eventId().isEmpty()) {
                json.writeStringProperty("eventId", event.eventId());
            }
            json.writeStringProperty("reason", event.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
        if (!missing.isEmpty()) {
            json.writeNumberProperty("missingTotal", missing.size());
        }
    }

    /**
     * Returns the value of a Link header (RFC 8288), a reference of nothing but a query: it is relative to whatever path the
     * client knows, the gateway's too. Null on the last page.
     */
    static @Nullable String link(EventPage page) {
        @Nullable String next = page.next();
        if (next == null) {
            return null;
        }
        PageQuery query = page.query();
        StringBuilder link = new StringBuilder("<?limit=").append(query.limit());
        link.append("&cursor=").append(next);
        if (query.sort() != EventSort.LISTED) {
            link.append("&sort=").append(query.sort().label());
        }
        if (!query.filter().isEmpty()) {
            link.append("&filter=").append(URLEncoder.encode("name:" + query.filter(), StandardCharsets.UTF_8));
        }
        if (!query.fields().equals(PageQuery.ALL_FIELDS)) {
            link.append("&fields=")
                    .append(Arrays.stream(EventField.values())
                            .filter(query.fields()::contains)
                            .map(EventField::label)
                            .collect(Collectors.joining(",")));
        }
        return link.append(">; rel=\"next\"").toString();
    }
}
