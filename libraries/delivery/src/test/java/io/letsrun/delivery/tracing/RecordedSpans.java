package io.letsrun.delivery.tracing;

import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;

/** Every span that has ended, in that order. */
public final class RecordedSpans {

    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
    private final Tracer tracer = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(exporter))
            .build()
            .get("test");

    public Tracer tracer() {
        return tracer;
    }

    public List<SpanData> all() {
        return exporter.getFinishedSpanItems();
    }

    public List<SpanData> named(String name) {
        return all().stream().filter(span -> span.getName().equals(name)).toList();
    }

    public SpanData one(String name) {
        List<SpanData> spans = named(name);
        if (spans.size() != 1) {
            throw new AssertionError(name + ": " + all());
        }
        return spans.getFirst();
    }
}
