package io.letsrun.delivery.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.contracts.delivery.FailureReason;
import io.letsrun.delivery.Records;
import io.letsrun.delivery.retry.RetryChain;
import io.letsrun.delivery.retry.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class FailedRecordsTest {

    private static final Instant FIRST = Instant.parse("2026-01-02T03:04:05Z");
    private static final Instant LAST = FIRST.plusSeconds(200);
    private static final Throwable CAUSE = new IllegalStateException("outer", new ArithmeticException("root"));
    private static final Verdict.Retry RETRY = new Verdict.Retry(CAUSE);
    private static final Verdict.DeadLettered BUG = new Verdict.DeadLettered(FailureReason.BUG, CAUSE);

    private final RetryChain chain = Records.chain(Duration.ofSeconds(5), Duration.ofSeconds(30));
    private final FailedRecords failed = new FailedRecords("1.2.3");

    @Test
    void tellsAllOfADeadLetterBesideWhatWasItsOwn() {
        ConsumerRecord<byte[], byte[]> record = Records.record(3, 7, 1);

        ProducerRecord<byte[], byte[]> letter = failed.deadLetter(record, chain.of(record), BUG, FIRST);

        assertThat(letter.topic()).isEqualTo(Records.DEAD_LETTERS);
        assertThat(letter.key()).isEqualTo(record.key());
        assertThat(letter.value()).isEqualTo(record.value());
        TreeMap<String, String> headers = Records.text(letter.headers());
        assertThat(headers).containsAllEntriesOf(Records.text(record.headers()));
        assertThat(headers.remove("x-exception-stack"))
                .startsWith(
                        "java.lang.IllegalStateException: outer\n\tat io.letsrun.delivery.deadletter.FailedRecordsTest")
                .contains("Caused by: java.lang.ArithmeticException: root");
        headers.keySet().removeAll(Records.text(record.headers()).keySet());
        assertThat(headers)
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("x-original-topic", "letsrun.runs"),
                        Map.entry("x-original-partition", "3"),
                        Map.entry("x-original-offset", "7"),
                        Map.entry("x-original-timestamp", "0"),
                        Map.entry("x-group", "test"),
                        Map.entry("x-failure-reason", "bug"),
                        Map.entry("x-exception-class", "java.lang.ArithmeticException"),
                        Map.entry("x-exception-message", "root"),
                        Map.entry("x-attempts", "1"),
                        Map.entry("x-first-failure", "2026-01-02T03:04:05Z"),
                        Map.entry("x-last-failure", "2026-01-02T03:04:05Z"),
                        Map.entry("x-service-version", "1.2.3")));
    }

    @Test
    void growsByNoHeaderFromTierToTierAndCountsTheAttempts() {
        ConsumerRecord<byte[], byte[]> record = Records.record(3, 7, 1);
        ProducerRecord<byte[], byte[]> sent = failed.retry(record, chain.of(record), RETRY, FIRST);
        int count = sent.headers().toArray().length;
        for (String tier : new String[] {Records.RETRY, Records.RETRY + "-0"}) {
            assertThat(sent.topic()).isEqualTo(tier);
            ConsumerRecord<byte[], byte[]> received = Records.received(tier, 1, 99, sent);
            sent = failed.retry(received, chain.of(received), RETRY, FIRST.plusSeconds(1));
            assertThat(sent.headers().toArray()).hasSize(count);
        }
        ConsumerRecord<byte[], byte[]> received = Records.received(Records.RETRY + "-1", 1, 99, sent);

        ProducerRecord<byte[], byte[]> letter = failed.deadLetter(received, chain.of(received), BUG, LAST);

        assertThat(Records.text(letter.headers()))
                .hasSize(count + 1)
                .containsEntry("x-attempts", "4")
                .containsEntry("x-first-failure", "2026-01-02T03:04:05Z")
                .containsEntry("x-last-failure", "2026-01-02T03:07:25Z")
                .containsEntry("x-original-partition", "3")
                .containsEntry("x-original-offset", "7");
    }

    @Test
    void beginsAnewWithALetterThatWasSentAgain() {
        ConsumerRecord<byte[], byte[]> record = Records.record(3, 7, 1);
        ProducerRecord<byte[], byte[]> letter = failed.deadLetter(record, chain.of(record), BUG, FIRST);
        letter.headers().add("x-replay-id", utf8("some"));
        ConsumerRecord<byte[], byte[]> replayed = Records.received(Records.RETRY, 1, 99, letter);

        ProducerRecord<byte[], byte[]> again = failed.retry(replayed, chain.of(replayed), RETRY, LAST);

        assertThat(again.topic()).isEqualTo(Records.RETRY + "-0");
        assertThat(Records.text(again.headers()))
                .doesNotContainKey("x-failure-reason")
                .containsEntry("x-replay-id", "some")
                .containsEntry("x-attempts", "1")
                .containsEntry("x-first-failure", LAST.toString())
                .containsEntry("x-original-offset", "7");
    }

    @Test
    void believesNothingThatCannotBeTrue() {
        ConsumerRecord<byte[], byte[]> record = Records.record(3, 7, 1);
        for (String name :
                new String[] {"x-attempts", "x-replay-id", "x-original-offset", "kafka_x", "retry_topic-y"}) {
            record.headers().add(name, utf8("junk")).add(name, utf8("again"));
        }
        ConsumerRecord<byte[], byte[]> bare = Records.in(Records.RETRY, 1, 99, 1);
        bare.headers().add("x-attempts", utf8("many")).add("x-first-failure", utf8("once"));

        TreeMap<String, String> main = headers(record);
        TreeMap<String, String> retried = headers(bare);

        assertThat(main).containsEntry("x-original-offset", "7").containsEntry("x-attempts", "1");
        assertThat(main).doesNotContainKeys("x-replay-id", "kafka_x", "retry_topic-y");
        assertThat(retried).containsEntry("x-attempts", "1").containsEntry("x-first-failure", LAST.toString());
        assertThat(retried).containsEntry("x-original-topic", "letsrun.runs").containsEntry("x-original-offset", "-1");
    }

    private TreeMap<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
        return Records.text(
                failed.deadLetter(record, chain.of(record), BUG, LAST).headers());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
