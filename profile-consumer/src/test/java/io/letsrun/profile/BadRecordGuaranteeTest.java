package io.letsrun.profile;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.letsrun.contracts.delivery.FailureHeaders;
import io.letsrun.contracts.delivery.GroupTopics;
import io.letsrun.contracts.event.Event;
import io.letsrun.contracts.event.KafkaBinding;
import io.letsrun.contracts.event.Topic;
import io.letsrun.contracts.event.Topics;
import io.letsrun.contracts.run.RunId;
import io.letsrun.contracts.run.RunRecorded;
import io.letsrun.contracts.signup.SignupAccepted;
import io.letsrun.testing.RandomUsers;
import io.letsrun.testing.Sending;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.r2dbc.core.DatabaseClient;

/** Promise 4: a bad record delays nobody, and is lost neither. */
class BadRecordGuaranteeTest extends RunningConsumer {

    private static final int RUNS = 3_000;
    private static final Instant BEGIN = Instant.parse("2026-04-01T05:00:00Z");
    private static final String NUL = "\0";

    private final UUID user = RandomUsers.any();

    BadRecordGuaranteeTest(@LocalServerPort int port, @Autowired DatabaseClient database) {
        super(port, database);
    }

    /** A tenth is no JSON, and a tenth has a character that PostgreSQL refuses. */
    @Test
    void storesEveryGoodRunAndDeadLettersEveryBadOneWithItsReason() {
        KafkaBinding binding = new KafkaBinding("/test");
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int n = 0; n < RUNS; n++) {
            String timeZone = n % 10 == 1 ? "Europe/Berlin" + NUL : "Europe/Berlin";
            ProducerRecord<byte[], byte[]> record = binding.write(Topics.RUNS, run(n, timeZone), Instant.now(), null);
            records.add(n % 10 == 0 ? undecodable(record) : record);
        }
        Sending.all(SERVERS.kafka().bootstrapServers(), records);

        assertDeadLetters(Topics.RUNS, Map.of("undecodable", 300L, "rule", 300L));
        assertThat(count("SELECT count(*) FROM profile.run WHERE user_id = $1", user))
                .isEqualTo(2_400);
        assertThat(count("SELECT runs FROM profile.runner_totals WHERE user_id = $1", user))
                .isEqualTo(2_400);
    }

    /** The year is one that JSON can say and PostgreSQL cannot, which only PostgreSQL knows: it has to be searched for. */
    @Test
    void findsTheOneThatOnlyTheDatabaseKnowsToBeBad() {
        UUID bad = RandomUsers.any();
        List<Event> outcomes = new ArrayList<>();
        for (int n = 0; n < 100; n++) {
            outcomes.add(new SignupAccepted(RandomUsers.any(), "Ada", "Out", null, null, null, BEGIN));
        }
        outcomes.add(new SignupAccepted(bad, "Ada", "Out", null, null, null, Instant.parse("+300000-01-01T00:00:00Z")));

        send(Topics.SIGNUP_OUTCOMES, outcomes);

        assertDeadLetters(Topics.SIGNUP_OUTCOMES, Map.of("rule", 1L));
        assertThat(count("SELECT count(*) FROM profile.runner WHERE last_name = 'Out'"))
                .isEqualTo(100);
        assertThat(count("SELECT count(*) FROM profile.runner WHERE user_id = $1", bad))
                .isZero();
    }

    private void assertDeadLetters(Topic topic, Map<String, Long> expected) {
        awaitConsumed(topic);
        GroupTopics topics = new GroupTopics(topic, "profile-consumer");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(reasons(topics.deadLetters())).isEqualTo(expected));
        assertThat(reasons(topics.retry())).isEmpty();
    }

    private RunRecorded run(int n, String timeZone) {
        Instant startedAt = BEGIN.plusSeconds(3_600L * n);
        String client = "run-" + n;
        UUID runId = RunId.of(user, client, startedAt);
        return new RunRecorded(user, runId, client, 1, startedAt, null, timeZone, 5_000_000, 1_500, null, null, null);
    }

    private static ProducerRecord<byte[], byte[]> undecodable(ProducerRecord<byte[], byte[]> record) {
        return new ProducerRecord<>(record.topic(), null, record.key(), new byte[] {'{'}, record.headers());
    }

    /** A letter may come twice, when a rebalance comes between its publication and the commit. */
    private static String origin(ConsumerRecord<byte[], byte[]> letter) {
        return KafkaBinding.header(letter.headers(), FailureHeaders.ORIGINAL_PARTITION)
                + "@"
                + KafkaBinding.header(letter.headers(), FailureHeaders.ORIGINAL_OFFSET);
    }

    private static Map<String, Long> reasons(Topic topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, SERVERS.kafka().bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = IntStream.range(
                            0, consumer.partitionsFor(topic.name()).size())
                    .mapToObj(n -> new TopicPartition(topic.name(), n))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records.stream()
                .collect(toMap(BadRecordGuaranteeTest::origin, record -> record, (once, twice) -> once))
                .values()
                .stream()
                .map(record -> String.valueOf(KafkaBinding.header(record.headers(), FailureHeaders.REASON)))
                .collect(groupingBy(reason -> reason, counting()));
    }
}
