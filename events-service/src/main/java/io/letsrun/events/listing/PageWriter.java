package io.letsrun.events.listing;

import io.letsrun.edge.http.EntityTag;
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
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Writes pages in JSON. Only what is asked for is written at all. */
final class PageWriter {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int EXPECTED = 8 * 1024;
    private static final int PIECE = 64 * 1024;

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

    /** Sends a page in pieces, each written when the client has taken the one before: on a thread of its own, which waits. */
    Mono<Void> stream(ServerWebExchange exchange, EventPage page, boolean stale) {
        ServerHttpResponse response = exchange.getResponse();
        response.getHeaders().setCacheControl(page.complete() ? "no-cache, private" : "no-store");
        if (page.complete() && exchange.checkNotModified(tag(page))) {
            return response.setComplete();
        }
        response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
        return HttpMethod.HEAD.equals(exchange.getRequest().getMethod())
                ? response.setComplete()
                : response.writeWith(DataBufferUtils.outputStreamPublisher(
                        to -> write(page, stale, to), response.bufferFactory(), Thread::startVirtualThread, PIECE));
    }

    /** A weak tag: of what the page is made of, not of its bytes, which nobody has as a whole. */
    private static String tag(EventPage page) {
        StringBuilder parts = new StringBuilder()
                .append(page.offset())
                .append(' ')
                .append(page.total())
                .append(' ')
                .append(page.next())
                .append(page.query().fields());
        for (UpstreamEvent event : page.items()) {
            parts.append('\n').append(event.id()).append(' ').append(event.hashCode());
        }
        return "W/" + EntityTag.of(parts.toString().getBytes(StandardCharsets.UTF_8));
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
