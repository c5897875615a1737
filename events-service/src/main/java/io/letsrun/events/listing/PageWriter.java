package io.letsrun.events.listing;

import com.fasterxml.jackson.annotation.JsonFilter;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.letsrun.edge.http.EntityTag;
import io.letsrun.events.upstream.UpstreamEvent;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.ser.std.SimpleBeanPropertyFilter;
import tools.jackson.databind.ser.std.SimpleFilterProvider;

/** Writes pages in JSON. Only what is asked for is written at all. */
final class PageWriter {

    private static final String FIELDS = "fields";
    private static final ObjectWriter WHOLE_EVENTS = writer(WithoutNulls.class);
    private static final ObjectWriter SELECTED_FIELDS = writer(SelectedFields.class);
    private static final int PIECE = 64 * 1024;

    private PageWriter() {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private interface WithoutNulls {}

    /** Jackson does not inherit the annotations of interfaces. */
    @JsonFilter(FIELDS)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private interface SelectedFields {}

    private static ObjectWriter writer(Class<?> events) {
        return JsonMapper.builder()
                .addMixIn(UpstreamEvent.class, events)
                .build()
                .writerFor(PageBody.class);
    }

    static byte[] write(EventPage page, boolean stale) {
        return writer(page).writeValueAsBytes(body(page, stale));
    }

    /** A filter takes half as long again, so whole events are written without one. */
    private static ObjectWriter writer(EventPage page) {
        List<String> fields = page.query().fields();
        return fields.equals(PageQuery.ALL_FIELDS)
                ? WHOLE_EVENTS
                : SELECTED_FIELDS.with(new SimpleFilterProvider()
                        .addFilter(FIELDS, SimpleBeanPropertyFilter.filterOutAllExcept(Set.copyOf(fields))));
    }

    private static PageBody<UpstreamEvent> body(EventPage page, boolean stale) {
        return PageBody.of(
                page.items(),
                new PageBody.Paging(page.query().limit(), page.offset(), page.total(), page.next()),
                page.missing(),
                stale);
    }

    /** Sends a page in pieces, each written when the client has taken the one before: on a thread of its own, which waits. */
    static Mono<Void> stream(ServerWebExchange exchange, EventPage page, boolean stale) {
        ServerHttpResponse response = exchange.getResponse();
        response.getHeaders().setCacheControl(page.complete() ? "no-cache, private" : "no-store");
        if (page.complete() && exchange.checkNotModified(tag(page))) {
            return response.setComplete();
        }
        response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
        return HttpMethod.HEAD.equals(exchange.getRequest().getMethod())
                ? response.setComplete()
                : response.writeWith(DataBufferUtils.outputStreamPublisher(
                        to -> writer(page).writeValue(to, body(page, stale)),
                        response.bufferFactory(),
                        Thread::startVirtualThread,
                        PIECE));
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
            link.append("&fields=").append(String.join(",", query.fields()));
        }
        return link.append(">; rel=\"next\"").toString();
    }
}
