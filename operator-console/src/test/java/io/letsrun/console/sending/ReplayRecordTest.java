package io.letsrun.console.sending;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.console.index.OriginalHeaders;
import io.letsrun.contracts.event.KafkaBinding;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReplayRecordTest {

    private static final UUID REPLAY = UUID.fromString("0190a0b0-c0d0-8ccf-8a1b-2c3d4e5f6071");
    private static final Instant TIME = Instant.ofEpochMilli(1_767_323_045_678L);

    private static final List<String> OWN = List.of(
            "ce_specversion",
            "ce_id",
            "ce_source",
            "ce_time",
            "content-type",
            "traceparent",
            "ce_type",
            "x-edited-from",
            "x-client",
            "kafkaesque");

    private static final List<String> FORBIDDEN = List.of(
            "x-failure-reason",
            "x-exception-class",
            "x-exception-message",
            "x-exception-stack",
            "x-attempts",
            "x-first-failure",
            "x-last-failure",
            "x-service-version",
            "x-group",
            "retry_topic-attempts",
            "retry_topic-original-timestamp",
            "retry_topic-backoff-timestamp",
            "kafka_exception-fqcn",
            "kafka_exception-cause-fqcn",
            "kafka_exception-message",
            "kafka_exception-stacktrace",
            "kafka_original-topic",
            "kafka_original-partition",
            "kafka_original-offset",
            "kafka_original-timestamp",
            "kafka_original-consumer-group",
            "kafka_dlt-original-topic",
            "kafka_dlt-exception-fqcn",
            "kafka_receivedTopic",
            "x-original-topic",
            "x-original-offset",
            "x-replay-id",
            "x-replay-count");

    @Test
    void carriesTheOriginalAndNothingOfItsFailures() {
        ProducerRecord<byte[], byte[]> record = ReplayRecord.of(letter(null));

        assertThat(record.topic()).isEqualTo("letsrun.runs.profile-consumer.retry");
        assertThat(record.partition()).isNull();
        assertThat(record.key()).asString().isEqualTo("key");
        assertThat(record.value()).asString().isEqualTo("{\"x\":1}");
        assertThat(headers(record))
                .containsExactlyElementsOf(Stream.concat(
                                OWN.stream().map(name -> name + "=of " + name),
                                Stream.of(
                                        "x-original-topic=letsrun.runs",
                                        "x-original-partition=3",
                                        "x-original-offset=4711",
                                        "x-original-timestamp=1767323045678",
                                        "x-replay-id=" + REPLAY,
                                        "x-replay-count=3"))
                        .toList());
    }

    @Test
    void carriesAnEditedEventUnderANewIdThatNamesTheOld() {
        ProducerRecord<byte[], byte[]> record = ReplayRecord.of(letter("new-id"));

        assertThat(record.key()).asString().isEqualTo("k2");
        assertThat(record.value()).asString().isEqualTo("{}");
        assertThat(headers(record))
                .contains("ce_id=new-id", "x-edited-from=of ce_id", "ce_type=of ce_type")
                .doesNotContain("ce_id=of ce_id", "x-edited-from=of x-edited-from");
    }

    @Test
    void keepsHeadersWithoutAValueAndRecordsWithoutAKey() {
        Claimed letter = new Claimed(
                REPLAY,
                1,
                "sending",
                "t",
                null,
                null,
                null,
                "g",
                null,
                null,
                "[[\"empty\",null]]",
                null,
                0,
                null,
                null,
                null);

        ProducerRecord<byte[], byte[]> record = ReplayRecord.of(letter);

        assertThat(record.key()).isNull();
        assertThat(record.value()).isNull();
        assertThat(record.headers().lastHeader("empty").value()).isNull();
        assertThat(KafkaBinding.header(record.headers(), "x-original-topic")).isEqualTo("t");
        assertThat(record.headers().lastHeader("x-original-offset")).isNull();
        assertThat(KafkaBinding.header(record.headers(), "x-replay-count")).isEqualTo("1");
    }

    @Test
    void readsHeadersAsTheyAreStored() {
        List<Header> headers = OriginalHeaders.read("[[\"ce_id\", \"w6R4\"], [\"empty\", null], [\"ce_id\", \"\"]]");

        assertThat(headers).extracting(Header::key).containsExactly("ce_id", "empty", "ce_id");
        assertThat(headers.getFirst().value()).asString().isEqualTo("äx");
        assertThat(headers.get(1).value()).isNull();
        assertThat(headers.get(2).value()).isEmpty();
    }

    private static Claimed letter(@Nullable String editedEventId) {
        String headers = Stream.concat(OWN.stream(), FORBIDDEN.stream())
                .map(name -> "[\"%s\",\"%s\"]"
                        .formatted(name, Base64.getEncoder().encodeToString(("of " + name).getBytes(UTF_8))))
                .collect(Collectors.joining(",", "[", "]"));
        return new Claimed(
                REPLAY,
                17,
                "sending",
                "letsrun.runs",
                3,
                4711L,
                TIME,
                "profile-consumer",
                "key".getBytes(UTF_8),
                "{\"x\":1}".getBytes(UTF_8),
                headers,
                "of ce_id",
                2,
                editedEventId,
                "k2".getBytes(UTF_8),
                "{}".getBytes(UTF_8));
    }

    private static List<String> headers(ProducerRecord<byte[], byte[]> record) {
        return Arrays.stream(record.headers().toArray())
                .map(header -> header.key() + "=" + new String(header.value(), UTF_8))
                .toList();
    }
}
