package io.letsrun.delivery.tracing;

import io.letsrun.contracts.event.Event;
import io.letsrun.delivery.retry.DependencyDown;
import io.letsrun.delivery.retry.Verdict;
import io.letsrun.edge.telemetry.TraceParent;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
import reactor.util.context.Context;

/**
 * The spans of a batch: one of its own, which begins a trace and links to its sampled records' senders; for each of these records
 * one in the trace of its sender, which links to the batch; and below that one for the statement that decided on it.
 *
 * <p>A batch is stored by one thread at a time, but not always the same; what hands it over makes the changes visible.
 */
final class SampledBatch implements BatchTrace {

    private final Tracer tracer;
    private final SortedMap<Integer, SpanContext> leftOut;
    private final Span batch;
    private final SortedMap<Integer, Span> spans = new TreeMap<>();
    private final Map<Event, SpanContext> causes = new IdentityHashMap<>();
    private final Map<Integer, Statement> decisive = new TreeMap<>();
    private @Nullable Statement last;
    private int statements;

    /**
     * @param senders of those that get spans, by their index
     * @param leftOut senders of the others that are sampled
     */
    SampledBatch(
            Tracer tracer,
            String group,
            List<ConsumerRecord<byte[], byte[]>> records,
            SortedMap<Integer, SpanContext> senders,
            SortedMap<Integer, SpanContext> leftOut) {
        this.tracer = tracer;
        this.leftOut = leftOut;
        this.batch = batch(group, records, senders);
        senders.forEach((index, sender) -> spans.put(index, process(group, records.get(index), sender)));
    }

    private Span batch(
            String group, List<ConsumerRecord<byte[], byte[]>> records, SortedMap<Integer, SpanContext> senders) {
        SpanBuilder builder = messaging("batch", group, records.getFirst().topic())
                .setNoParent()
                .setAttribute(SpanAttributes.BATCH_SIZE, (long) records.size())
                .setAttribute(SpanAttributes.LEFT_OUT, (long) leftOut.size());
        senders.values().forEach(builder::addLink);
        return builder.startSpan();
    }

    private Span process(String group, ConsumerRecord<?, ?> record, SpanContext sender) {
        return messaging("process", group, record.topic())
                .setParent(TraceParent.asParent(sender))
                .addLink(batch.getSpanContext())
                .setAttribute(SpanAttributes.PARTITION, Integer.toString(record.partition()))
                .setAttribute(SpanAttributes.OFFSET, record.offset())
                .startSpan();
    }

    private SpanBuilder messaging(String operation, String group, String topic) {
        return tracer.spanBuilder(operation + " " + topic)
                .setSpanKind(SpanKind.CONSUMER)
                .setAttribute(SpanAttributes.SYSTEM, "kafka")
                .setAttribute(SpanAttributes.OPERATION_TYPE, "process")
                .setAttribute(SpanAttributes.OPERATION, operation)
                .setAttribute(SpanAttributes.DESTINATION, topic)
                .setAttribute(SpanAttributes.GROUP, group);
    }

    @Override
    public Context within(Context context) {
        return context.put(BatchTrace.class, this);
    }

    @Override
    public void read(int index, Event event) {
        Span span = spans.get(index);
        SpanContext cause = span == null ? leftOut.get(index) : span.getSpanContext();
        if (cause != null) {
            causes.put(event, cause);
        }
    }

    @Override
    public void ran(Statement statement) {
        last = statement;
        statements++;
    }

    @Override
    public void decided(int index) {
        if (last != null && spans.containsKey(index)) {
            decisive.put(index, last);
        }
    }

    @Override
    public @Nullable String parentOf(Event cause) {
        SpanContext span = causes.get(cause);
        return span == null ? null : TraceParent.of(span);
    }

    @Override
    public void settled(List<Verdict> verdicts) {
        spans.forEach((index, span) -> {
            statement(span, decisive.get(index));
            tell(span, verdicts.get(index));
            span.end();
        });
        batch.setAttribute(SpanAttributes.STATEMENTS, (long) statements);
        batch.end();
    }

    private static void tell(Span span, Verdict verdict) {
        span.setAttribute(SpanAttributes.VERDICT, verdict.outcome());
        switch (verdict) {
            case Verdict.Stored stored -> {}
            case Verdict.Retry retry -> fail(span, retry.cause());
            case Verdict.Waiting waiting -> fail(span, waiting.cause());
            case Verdict.DeadLettered dead -> {
                span.setAttribute(SpanAttributes.REASON, dead.reason().code());
                fail(span, dead.cause());
            }
        }
    }

    @Override
    public void failed(Throwable error) {
        String verdict = error instanceof DependencyDown ? "outage" : "uncommitted";
        spans.values().forEach(span -> {
            statement(span, last);
            end(span, verdict, error);
        });
        batch.setAttribute(SpanAttributes.STATEMENTS, (long) statements);
        end(batch, verdict, error);
    }

    private static void end(Span span, String verdict, Throwable error) {
        span.setAttribute(SpanAttributes.VERDICT, verdict);
        fail(span, error);
        span.end();
    }

    private void statement(Span record, @Nullable Statement statement) {
        if (statement == null) {
            return;
        }
        Span span = tracer.spanBuilder(statement.operation() + " " + statement.collection())
                .setParent(TraceParent.asParent(record.getSpanContext()))
                .setSpanKind(SpanKind.CLIENT)
                .setStartTimestamp(statement.start())
                .setAttribute(SpanAttributes.DATABASE, "postgresql")
                .setAttribute(SpanAttributes.STATEMENT, statement.operation())
                .setAttribute(SpanAttributes.COLLECTION, statement.collection())
                .startSpan();
        if (statement.error() != null) {
            fail(span, statement.error());
        }
        span.end(statement.end());
    }

    /** By its type alone: what PostgreSQL says of a broken rule may quote the row. */
    private static void fail(Span span, Throwable error) {
        span.setAttribute(
                SpanAttributes.ERROR,
                NestedExceptionUtils.getMostSpecificCause(error).getClass().getName());
        span.setStatus(StatusCode.ERROR);
    }
}
