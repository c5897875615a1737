package io.letsrun.delivery.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.contracts.event.EventHeaders;
import io.letsrun.contracts.event.Topics;
import io.letsrun.contracts.run.RunDeleted;
import io.letsrun.delivery.FakeStore;
import io.letsrun.delivery.Records;
import io.letsrun.delivery.batch.BatchDelivery;
import io.letsrun.delivery.batch.StorageProperties;
import io.letsrun.delivery.batch.Subscription;
import io.letsrun.delivery.retry.DependencyDown;
import io.letsrun.delivery.retry.Verdict;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcRollbackException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** One trace from the sender of a record to the statement that stored it. */
class BatchTracingTest {

    private static final String PROCESS = "process letsrun.runs";
    private static final String BATCH = "batch letsrun.runs";
    private static final String STATEMENT = "INSERT profile.run";

    private final RecordedSpans spans = new RecordedSpans();
    private final BatchTracing tracing = new BatchTracing(spans.tracer(), "profile-consumer");
    private final FakeStore store = new FakeStore();
    private final Map<Long, @Nullable String> followers = new HashMap<>();
    private final BatchDelivery<RunDeleted> delivery = new BatchDelivery<>(
            new Subscription<>(Topics.RUNS, List.of(RunDeleted.TYPE), this::store), StorageProperties.together());

    @Test
    void aRecordsStatementIsInTheTraceOfItsSender() {
        deliver(List.of(sampled(1), with(sender(2, "00"), Records.record(0, 2, 2)), Records.record(0, 3, 3)));

        SpanData process = spans.one(PROCESS);
        SpanData statement = spans.one(STATEMENT);
        assertThat(spans.all()).hasSize(3);
        assertThat(process.getTraceId()).isEqualTo(traceId(1));
        assertThat(process.getParentSpanId()).isEqualTo(spanId(1));
        assertThat(process.getKind()).isEqualTo(SpanKind.CONSUMER);
        assertThat(attributes(process))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "messaging.system", "kafka",
                        "messaging.operation.type", "process",
                        "messaging.operation.name", "process",
                        "messaging.destination.name", "letsrun.runs",
                        "messaging.destination.partition.id", "0",
                        "messaging.kafka.offset", "1",
                        "messaging.consumer.group.name", "profile-consumer",
                        "letsrun.verdict", "stored"));
        assertThat(statement.getTraceId()).isEqualTo(traceId(1));
        assertThat(statement.getParentSpanId()).isEqualTo(process.getSpanId());
        assertThat(statement.getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(attributes(statement))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "db.system.name", "postgresql",
                        "db.operation.name", "INSERT",
                        "db.collection.name", "profile.run"));
        assertThat(statement.getStartEpochNanos()).isLessThanOrEqualTo(statement.getEndEpochNanos());
    }

    @Test
    void aBatchLinksToItsRecordsAndTheyToIt() {
        deliver(List.of(sampled(1), sampled(2), Records.record(0, 3, 3)));

        SpanData batch = spans.one(BATCH);
        assertThat(batch.getTraceId()).isNotIn(traceId(1), traceId(2));
        assertThat(batch.getParentSpanContext().isValid()).isFalse();
        assertThat(linked(batch)).containsExactly(spanId(1), spanId(2));
        assertThat(attributes(batch))
                .containsEntry("messaging.batch.message_count", "3")
                .containsEntry("letsrun.batch.left_out", "0")
                .containsEntry("letsrun.batch.statements", "1");
        assertThat(spans.named(PROCESS))
                .allSatisfy(process -> assertThat(linked(process)).containsExactly(batch.getSpanId()));
    }

    @Test
    void tellsWhatBecameOfEachAndNoValues() {
        store.failOn(2, new R2dbcDataIntegrityViolationException("Key (email)=(ada@example.org) exists", "23505"))
                .failOn(3, new R2dbcRollbackException("deadlock", "40P01"));

        deliver(List.of(sampled(1), sampled(2), sampled(3)));

        assertThat(spans.named(PROCESS))
                .extracting(span -> attributes(span).get("letsrun.verdict"))
                .containsExactly("stored", "dead-lettered", "retry");
        SpanData dead = spans.named(PROCESS).get(1);
        assertThat(dead.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(attributes(dead))
                .containsEntry("letsrun.failure.reason", "rule")
                .containsEntry("error.type", R2dbcDataIntegrityViolationException.class.getName());
        assertThat(spans.named(STATEMENT))
                .extracting(span -> span.getStatus().getStatusCode())
                .containsExactly(StatusCode.UNSET, StatusCode.ERROR, StatusCode.ERROR);
        assertThat(spans.all().toString()).doesNotContain("ada@example.org");
    }

    @Test
    void anOutageEndsEverySpanWithAnError() {
        store.failOn(1, new R2dbcNonTransientResourceException("refused", "08001"));
        List<ConsumerRecord<byte[], byte[]>> batch = List.of(sampled(1), sampled(2));
        BatchTrace trace = tracing.begin(batch);

        DependencyDown down = delivery.deliver(batch)
                .contextWrite(trace::within)
                .then(Mono.<DependencyDown>empty())
                .onErrorResume(DependencyDown.class, Mono::just)
                .block();
        trace.failed(Objects.requireNonNull(down));

        assertThat(spans.named(PROCESS)).hasSize(2);
        assertThat(List.of(spans.named(PROCESS).get(0), spans.named(PROCESS).get(1), spans.one(BATCH)))
                .allSatisfy(span -> {
                    assertThat(attributes(span)).containsEntry("letsrun.verdict", "outage");
                    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
                });
    }

    @Test
    void boundsItsSpansAndTellsHowManyItLeftOut() {
        deliver(LongStream.rangeClosed(1, 2_000)
                .mapToObj(BatchTracingTest::sampled)
                .toList());

        assertThat(spans.named(PROCESS)).hasSize(128);
        assertThat(spans.named(STATEMENT)).hasSize(128);
        assertThat(spans.one(BATCH).getLinks()).hasSize(128);
        assertThat(attributes(spans.one(BATCH))).containsEntry("letsrun.batch.left_out", "1872");
    }

    @Test
    void whatFollowsFromARecordGoesOnInItsTrace() {
        List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>();
        LongStream.rangeClosed(1, 129).forEach(version -> batch.add(sampled(version)));
        batch.add(Records.record(0, 130, 130));

        deliver(batch);

        assertThat(followers.get(1L))
                .isEqualTo("00-" + traceId(1) + "-"
                        + spans.named(PROCESS).getFirst().getSpanId() + "-01");
        assertThat(followers.get(129L)).isEqualTo(sender(129, "01")); // left out: as it came
        assertThat(followers.get(130L)).isNull();
    }

    @Test
    void beginsNoTraceForRecordsThatNobodyTraces() {
        assertThat(tracing.begin(List.of(Records.record(0, 1, 1)))).isSameAs(BatchTrace.NONE);
        assertThat(tracing.begin(List.of(with(sender(1, "00"), Records.record(0, 1, 1)))))
                .isSameAs(BatchTrace.NONE);
        assertThat(new BatchTracing(null, "off").begin(List.of(sampled(1)))).isSameAs(BatchTrace.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "00-00000000000000000000000000000000-0000000000000001-01"})
    void toleratesAMalformedTraceParent(String text) {
        assertThat(tracing.begin(List.of(with(text, Records.record(0, 1, 1))))).isSameAs(BatchTrace.NONE);
    }

    private void deliver(List<ConsumerRecord<byte[], byte[]>> records) {
        BatchTrace trace = tracing.begin(records);
        List<Verdict> verdicts =
                delivery.deliver(records).contextWrite(trace::within).block();
        trace.settled(Objects.requireNonNull(verdicts));
    }

    private Mono<Void> store(List<RunDeleted> events) {
        return Statement.traced("INSERT", "profile.run", store.store(events)).then(Mono.deferContextual(context -> {
            BatchTrace trace = BatchTrace.of(context);
            events.forEach(event -> followers.put(event.version(), trace.parentOf(event)));
            return Mono.empty();
        }));
    }

    private static ConsumerRecord<byte[], byte[]> sampled(long version) {
        return with(sender(version, "01"), Records.record(0, version, version));
    }

    private static ConsumerRecord<byte[], byte[]> with(String traceParent, ConsumerRecord<byte[], byte[]> record) {
        record.headers().add(EventHeaders.TRACE_PARENT, traceParent.getBytes(StandardCharsets.US_ASCII));
        return record;
    }

    private static String sender(long n, String flags) {
        return "00-" + traceId(n) + "-" + spanId(n) + "-" + flags;
    }

    private static String traceId(long n) {
        return "%032x".formatted(n);
    }

    private static String spanId(long n) {
        return "%016x".formatted(n);
    }

    private static List<String> linked(SpanData span) {
        return span.getLinks().stream()
                .map(LinkData::getSpanContext)
                .map(context -> context.getSpanId())
                .toList();
    }

    private static Map<String, String> attributes(SpanData span) {
        Map<String, String> attributes = new HashMap<>();
        span.getAttributes().forEach((key, value) -> attributes.put(key.getKey(), value.toString()));
        return attributes;
    }
}
