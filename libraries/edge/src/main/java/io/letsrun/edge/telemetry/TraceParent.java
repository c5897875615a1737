package io.letsrun.edge.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes {@code traceparent}.
 *
 * @see <a href="https://www.w3.org/TR/trace-context/#traceparent-header">Trace Context, traceparent</a>
 */
public final class TraceParent {

    private static final String NAME = "traceparent";
    private static final int LENGTH = 55;

    private static final TextMapGetter<String> ALONE = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(String traceParent) {
            return List.of(NAME);
        }

        @Override
        public @Nullable String get(@Nullable String traceParent, String name) {
            return name.equals(NAME) ? traceParent : null;
        }
    };

    private TraceParent() {}

    /** Returns whether its sampled flag is set; it may be malformed all the same. Fast, since most are not sampled. */
    public static boolean isSampled(byte @Nullable [] traceParent) {
        return traceParent != null && traceParent.length == LENGTH && (traceParent[LENGTH - 1] & 1) == 1;
    }

    /** Returns the span; an invalid one when the text is malformed. */
    public static SpanContext parse(String traceParent) {
        Context context = W3CTraceContextPropagator.getInstance().extract(Context.root(), traceParent, ALONE);
        return Span.fromContext(context).getSpanContext();
    }

    /** Returns a parent for further spans. */
    public static Context asParent(SpanContext span) {
        return Context.root().with(Span.wrap(span));
    }

    /** @param span must be valid */
    public static String of(SpanContext span) {
        return "00-" + span.getTraceId() + "-" + span.getSpanId() + (span.isSampled() ? "-01" : "-00");
    }
}
