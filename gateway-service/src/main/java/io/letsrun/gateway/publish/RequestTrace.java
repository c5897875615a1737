package io.letsrun.gateway.publish;

import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.web.server.ServerWebExchange;

/**
 * The trace of a request, which its event continues.
 *
 * @see <a href="https://www.w3.org/TR/trace-context/#traceparent-header">Trace Context, traceparent</a>
 */
public final class RequestTrace {

    private static final String HEADER = "traceparent";
    private static final Pattern WELL_FORMED = Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]");

    private RequestTrace() {}

    /** Returns the current span when it is sampled, else the client's {@code traceparent}, else null. */
    public static @Nullable String parent(ServerWebExchange exchange) {
        TraceContext span = span(exchange);
        if (span == null) {
            return ofClient(exchange);
        }
        boolean sampled = Boolean.TRUE.equals(span.sampled());
        return sampled || exchange.getRequest().getHeaders().containsHeader(HEADER)
                ? "00-" + span.traceId() + "-" + span.spanId() + (sampled ? "-01" : "-00")
                : null;
    }

    private static @Nullable String ofClient(ServerWebExchange exchange) {
        String sent = exchange.getRequest().getHeaders().getFirst(HEADER);
        return sent != null && WELL_FORMED.matcher(sent).matches() ? sent : null;
    }

    private static @Nullable TraceContext span(ServerWebExchange exchange) {
        return ServerRequestObservationContext.findCurrent(exchange.getAttributes())
                .map(context -> context.<TracingContext>get(TracingContext.class))
                .map(TracingContext::getSpan)
                .map(io.micrometer.tracing.Span::context)
                .orElse(null);
    }
}
