package io.letsrun.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.letsrun.contracts.run.RunDeleted;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class KafkaBindingTest {

    private static final UUID USER = UUID.fromString("0190a0b0-c0d0-8ccf-8a1b-2c3d4e5f6071");
    private static final UUID RUN = UUID.fromString("016f0e5c-ad00-7000-8000-000000000000");
    private static final RunDeleted EVENT = new RunDeleted(USER, RUN, 3);
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

    private final KafkaBinding binding = new KafkaBinding("/gateway-service", RunDeleted.TYPE);

    @Test
    void carriesTheAttributesInHeaders() {
        ProducerRecord<byte[], byte[]> record = binding.write(Topics.RUNS, EVENT, TIME, "00-1-2-01");

        assertThat(record.topic()).isEqualTo("letsrun.runs");
        assertThat(record.key()).asString().isEqualTo(USER.toString());
        assertThat(KafkaBinding.header(record.headers(), "ce_specversion")).isEqualTo("1.0");
        assertThat(KafkaBinding.header(record.headers(), "ce_id")).isEqualTo(RUN + ".3");
        assertThat(KafkaBinding.header(record.headers(), "ce_type")).isEqualTo("letsrun.run-deleted.v1");
        assertThat(KafkaBinding.header(record.headers(), "ce_source")).isEqualTo("/gateway-service");
        assertThat(KafkaBinding.header(record.headers(), "ce_time")).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(KafkaBinding.header(record.headers(), "content-type")).isEqualTo("application/json");
        assertThat(KafkaBinding.header(record.headers(), "traceparent")).isEqualTo("00-1-2-01");
    }

    @Test
    void readsWhatItWrote() {
        ProducerRecord<byte[], byte[]> record = binding.write(Topics.RUNS, EVENT, TIME, null);

        assertThat(binding.read(received(record.headers(), record.value()))).isEqualTo(EVENT);
        assertThat(KafkaBinding.header(record.headers(), "traceparent")).isNull();
    }

    @Test
    void refusesWhatNoAttemptCanDecode() {
        Headers known = new RecordHeaders().add("ce_type", bytes("letsrun.run-deleted.v1"));
        Headers unknown = new RecordHeaders().add("ce_type", bytes("letsrun.run-deleted.v9"));

        assertUndecodable(received(new RecordHeaders(), bytes("{}")), "no ce_type header");
        assertUndecodable(received(unknown, bytes("{}")), "unknown event type");
        assertUndecodable(received(known, null), "no value");
        assertUndecodable(received(known, bytes("null")), "JSON null");
        assertUndecodable(received(known, bytes("{\"version\":")), "not the JSON");
        assertUndecodable(received(known, bytes("{\"version\":3}")), "userId is required");
        assertUndecodable(received(known, new byte[] {0, 1, 2}), "not the JSON");
        assertUndecodable(received(known, bytes("[]")), "not the JSON");
    }

    private void assertUndecodable(ConsumerRecord<byte[], byte[]> record, String reason) {
        assertThatThrownBy(() -> binding.read(record))
                .isInstanceOf(UndecodableEvent.class)
                .hasMessageContaining(reason);
    }

    private static ConsumerRecord<byte[], byte[]> received(
            Headers headers, byte @org.jspecify.annotations.Nullable [] value) {
        return new ConsumerRecord<>(
                "letsrun.runs",
                0,
                0,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                new byte[0],
                value,
                headers,
                Optional.empty());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
