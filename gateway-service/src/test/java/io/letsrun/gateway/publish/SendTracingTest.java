package io.letsrun.gateway.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.contracts.event.EventHeaders;
import io.letsrun.contracts.event.KafkaBinding;
import io.letsrun.contracts.event.Topics;
import io.letsrun.contracts.run.RunDeleted;
import io.letsrun.contracts.run.RunId;
import io.letsrun.testing.RandomUsers;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The span between a request and a record. */
class SendTracingTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String REQUEST = "b7ad6b7169203331";
    private static final String SAMPLED = "00-" + TRACE + "-" + REQUEST + "-01";
    private static final String UNSAMPLED = "00-" + TRACE + "-" + REQUEST + "-00";
    private static final UUID USER = RandomUsers.any();
    private static final RunDeleted EVENT = new RunDeleted(USER, RunId.of(USER, "a", Instant.EPOCH), 1);

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final Tracer tracer = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(spans))
            .build()
            .get("test");
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());

    @Test
    void theRecordGoesOnFromASendBelowTheRequest() {
        publish(tracer, SAMPLED);
        producer.completeNext();

        SpanData send = spans.getFinishedSpanItems().getFirst();
        assertThat(send.getName()).isEqualTo("send letsrun.runs");
        assertThat(send.getKind()).isEqualTo(SpanKind.PRODUCER);
        assertThat(send.getTraceId()).isEqualTo(TRACE);
        assertThat(send.getParentSpanId()).isEqualTo(REQUEST);
        assertThat(carried()).isEqualTo("00-" + TRACE + "-" + send.getSpanId() + "-01");
        assertThat(send.getAttributes().asMap().toString())
                .contains("messaging.system=kafka", "messaging.kafka.offset=", "messaging.destination.partition.id=");
    }

    @Test
    void aSendThatFailsSaysSo() {
        publish(tracer, SAMPLED);
        producer.errorNext(new TimeoutException("late"));

        assertThat(spans.getFinishedSpanItems().getFirst().getStatus().getStatusCode())
                .isEqualTo(StatusCode.ERROR);
    }

    @Test
    void whatIsNotSampledIsCarriedOnAsItCame() {
        publish(tracer, UNSAMPLED);

        assertThat(carried()).isEqualTo(UNSAMPLED);
        assertThat(spans.getFinishedSpanItems()).isEmpty();
    }

    @Test
    void noTraceIsInvented() {
        publish(tracer, null);
        publish(null, null);

        assertThat(producer.history())
                .allSatisfy(record -> assertThat(record.headers().lastHeader(EventHeaders.TRACE_PARENT))
                        .isNull());
    }

    @Test
    void switchedOffItCarriesOnWhatTheClientSent() {
        publish(null, SAMPLED);
        producer.completeNext();

        assertThat(carried()).isEqualTo(SAMPLED);
        assertThat(spans.getFinishedSpanItems()).isEmpty();
    }

    private void publish(@Nullable Tracer tracer, @Nullable String traceParent) {
        KafkaPublisher publisher = new KafkaPublisher(
                new InFlight(1_000_000),
                Timer.builder("publish").register(new SimpleMeterRegistry()),
                new SendTracing(tracer),
                Clock.systemUTC());
        publisher.open(producer);
        publisher.publish(Topics.RUNS, EVENT, traceParent).subscribe();
    }

    private @Nullable String carried() {
        return KafkaBinding.header(producer.history().getLast().headers(), EventHeaders.TRACE_PARENT);
    }
}
