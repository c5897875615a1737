package io.letsrun.delivery.tracing;

import io.letsrun.contracts.event.EventHeaders;
import io.letsrun.edge.telemetry.TraceParent;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.Tracer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Begins the trace of a batch that holds a sampled record: nobody would look for another. Costs a look at one header of each
 * record, and nothing when tracing is off.
 *
 * @param tracer null when tracing is off
 */
public record BatchTracing(@Nullable Tracer tracer, String group) {

    /**
     * The most records of a batch that get a span and a link; the batch tells how many others were sampled. A batch of 2,000
     * sampled records would fill the exporter's queue alone.
     */
    public static final int MOST = 128;

    public BatchTrace begin(List<ConsumerRecord<byte[], byte[]>> records) {
        Tracer current = tracer;
        if (current == null) {
            return BatchTrace.NONE;
        }
        SortedMap<Integer, SpanContext> sampled = new TreeMap<>();
        SortedMap<Integer, SpanContext> leftOut = new TreeMap<>();
        for (int i = 0; i < records.size(); i++) {
            SpanContext sender = sender(records.get(i));
            if (sender != null && sampled.size() < MOST) {
                sampled.put(i, sender);
            } else if (sender != null) {
                leftOut.put(i, sender);
            }
        }
        return sampled.isEmpty() ? BatchTrace.NONE : new SampledBatch(current, group, records, sampled, leftOut);
    }

    private static @Nullable SpanContext sender(ConsumerRecord<?, ?> record) {
        Header header = record.headers().lastHeader(EventHeaders.TRACE_PARENT);
        byte[] value = header == null ? null : header.value();
        if (value == null || !TraceParent.isSampled(value)) {
            return null;
        }
        SpanContext sender = TraceParent.parse(new String(value, StandardCharsets.US_ASCII));
        return sender.isSampled() ? sender : null;
    }
}
