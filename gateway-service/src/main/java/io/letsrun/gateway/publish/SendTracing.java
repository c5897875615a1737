package io.letsrun.gateway.publish;

import io.letsrun.contracts.event.Topic;
import io.letsrun.edge.telemetry.TraceParent;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Traces each send of a sampled request until its acknowledgement; consumers continue this span.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/messaging/kafka/">Semantic conventions for Kafka</a>
 */
final class SendTracing {

    private final @Nullable Tracer tracer;

    /** @param tracer null when tracing is off */
    SendTracing(@Nullable Tracer tracer) {
        this.tracer = tracer;
    }

    /** Returns an invalid span when the parent is not sampled, or there is none. */
    Span begin(Topic topic, @Nullable String traceParent) {
        Tracer current = tracer;
        if (current == null || traceParent == null) {
            return Span.getInvalid();
        }
        SpanContext request = TraceParent.parse(traceParent);
        return request.isSampled() ? begin(current, topic, request) : Span.getInvalid();
    }

    private static Span begin(Tracer tracer, Topic topic, SpanContext request) {
        return tracer.spanBuilder("send " + topic.name())
                .setParent(TraceParent.asParent(request))
                .setSpanKind(SpanKind.PRODUCER)
                .setAttribute("messaging.system", "kafka")
                .setAttribute("messaging.operation.type", "send")
                .setAttribute("messaging.operation.name", "send")
                .setAttribute("messaging.destination.name", topic.name())
                .startSpan();
    }

    /** Returns the record's {@code traceparent}: the span, or the parent as it came. */
    static @Nullable String parent(Span span, @Nullable String traceParent) {
        SpanContext context = span.getSpanContext();
        return context.isSampled() ? TraceParent.of(context) : traceParent;
    }

    static void acknowledged(Span span, @Nullable RecordMetadata metadata) {
        if (span.isRecording() && metadata != null) {
            span.setAttribute("messaging.destination.partition.id", Integer.toString(metadata.partition()));
            span.setAttribute("messaging.kafka.offset", metadata.offset());
        }
        span.end();
    }

    static void failed(Span span, String error) {
        span.setAttribute("error.type", error);
        span.setStatus(StatusCode.ERROR);
        span.end();
    }
}
