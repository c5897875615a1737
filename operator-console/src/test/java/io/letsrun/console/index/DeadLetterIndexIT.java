package io.letsrun.console.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.letsrun.console.DeadLetterTopic;
import io.letsrun.console.RunningConsole;
import io.letsrun.contracts.delivery.ConsumerGroups;
import io.letsrun.contracts.delivery.ReplayHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.r2dbc.core.DatabaseClient;

class DeadLetterIndexIT extends RunningConsole {

    private static final Duration SOON = Duration.ofSeconds(60);

    private final DeadLetterTopic topic = DeadLetterTopic.create(SERVERS);
    private final UUID user = UUID.randomUUID();

    DeadLetterIndexIT(@LocalServerPort int port, @Autowired DatabaseClient database) {
        super(port, database);
    }

    @Test
    void storesWhatALetterTells() {
        topic.send(List.of(topic.letter(7, "pace out of range: 4711", user, "{\"userId\":\"" + user + "\"}")));
        awaitLetters(1);

        Map<String, Object> letter = row("SELECT * FROM dead_letters.letter WHERE topic = $1");
        assertThat(letter)
                .containsEntry("dlt_topic", topic.name())
                .containsEntry("dlt_partition", 1)
                .containsEntry("dlt_offset", 0L)
                .containsEntry("partition", 2)
                .containsEntry("offset", 7L)
                .containsEntry("group_name", "profile-consumer")
                .containsEntry("event_id", "event-7")
                .containsEntry("event_type", "letsrun.run-recorded.v1")
                .containsEntry("user_id", user)
                .containsEntry("reason", "bug")
                .containsEntry("exception_class", "java.lang.IllegalStateException")
                .containsEntry("message", "pace out of range: 4711")
                .containsEntry("attempts", 4)
                .containsEntry("service_version", "0.1.0")
                .containsEntry("trace_id", "4bf92f3577b34da6a3ce929d0e0e4736")
                .containsEntry("state", "open")
                .containsEntry("replay_count", 0);
        assertThat(letter.get("last_failure")).hasToString("2026-01-01T06:04:00.500Z");
        assertThat(count(
                        "SELECT jsonb_array_length(headers)::bigint FROM dead_letters.letter WHERE topic = $1",
                        topic.topic()))
                .as("the original's own headers and no others")
                .isEqualTo(3);
    }

    @Test
    void storesEveryRecordOnceWhateverItIs() {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int n = 0; n < 300; n++) {
            records.add(topic.letter(n, "pace out of range: " + n, user, "{}"));
        }
        List<ProducerRecord<byte[], byte[]>> hostile = HostileRecords.of(topic);
        records.addAll(100, hostile);
        topic.send(records);
        awaitLetters(300 + hostile.size());

        assertThat(count(
                        "SELECT pile.open FROM dead_letters.cause JOIN dead_letters.pile USING (fingerprint)"
                                + " WHERE topic = $1 AND message = 'pace out of range: <n>'",
                        topic.topic()))
                .isEqualTo(300);
        assertThat(count(
                        "SELECT count(*) FROM dead_letters.letter WHERE topic = $1 AND message LIKE 'the console could%'",
                        topic.topic()))
                .as("letters that could only be stored without their headers")
                .isZero();
        assertThat(count(
                        "SELECT sum(open)::bigint FROM dead_letters.pile WHERE group_name = $1 AND topic = $2",
                        topic.group(),
                        topic.topic()))
                .isEqualTo(300 + hostile.size());
        assertThat(count(
                        "SELECT count(*) FROM dead_letters.letter WHERE dlt_topic = $1 AND (topic <> $2 OR group_name <> $3)",
                        topic.name(),
                        topic.topic(),
                        topic.group()))
                .as("letters that sent themselves elsewhere")
                .isZero();
    }

    @Test
    void linksALetterThatFailedAgainToTheOneThatWasReplayed() {
        topic.send(List.of(topic.letter(1, "a", user, "{}")));
        awaitLetters(1);
        ProducerRecord<byte[], byte[]> again = topic.letter(1, "b", user, "{}");
        again.headers()
                .add(ReplayHeaders.ID, DeadLetterTopic.bytes(UUID.randomUUID().toString()))
                .add(ReplayHeaders.COUNT, DeadLetterTopic.bytes("1"));
        topic.send(List.of(again));
        awaitLetters(2);

        assertThat(count(
                        "SELECT count(*) FROM dead_letters.letter JOIN dead_letters.letter AS previous"
                                + " ON previous.id = letter.previous_id WHERE letter.topic = $1 AND previous.message = 'a'"
                                + " AND letter.message = 'b' AND letter.replay_count = 1 AND previous.previous_id IS NULL",
                        topic.topic()))
                .isEqualTo(1);
    }

    @Test
    void losesNothingWhileStorageIsAway() {
        topic.send(List.of(topic.letter(1, "before", user, "{}")));
        awaitLetters(1);
        SERVERS.postgres().kill();
        for (int n = 2; n < 52; n++) {
            topic.send(List.of(topic.letter(n, "meanwhile", user, "{}")));
        }
        SERVERS.postgres().start();
        awaitLetters(51);

        assertThat(count("SELECT sum(open)::bigint FROM dead_letters.pile WHERE topic = $1", topic.topic()))
                .isEqualTo(51);
    }

    /** Each partition ends otherwise: in a record that was taken back behind a letter, in nothing else, and in a commit. */
    @Test
    void hasNoLagBehindTransactions() throws ExecutionException, InterruptedException {
        topic.send(List.of(topic.letter(1, "alone", user, "{}")));
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                SERVERS.kafka().bootstrapServers(),
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                topic.name());
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(topic.letter(4, "taken back", user, "{}")).get();
            producer.send(topic.letter(5, "taken back", user, "{}")).get();
            producer.abortTransaction();
            producer.beginTransaction();
            producer.send(topic.letter(3, "committed", user, "{}"));
            producer.commitTransaction();
        }
        awaitLetters(2);

        await().atMost(SOON).untilAsserted(() -> assertThat(lag()).containsOnly(0L));
        assertThat(count("SELECT count(*) FROM dead_letters.letter WHERE message = 'taken back'"))
                .isZero();
    }

    private List<Long> lag() throws ExecutionException, InterruptedException {
        List<TopicPartition> partitions = IntStream.range(0, 3)
                .mapToObj(partition -> new TopicPartition(topic.name(), partition))
                .toList();
        try (Admin admin = Admin.create(
                Map.<String, Object>of("bootstrap.servers", SERVERS.kafka().bootstrapServers()))) {
            Map<TopicPartition, OffsetAndMetadata> reached = admin.listConsumerGroupOffsets(
                            ConsumerGroups.DEAD_LETTER_INDEX)
                    .partitionsToOffsetAndMetadata()
                    .get();
            Map<TopicPartition, ListOffsetsResultInfo> ends = admin.listOffsets(
                            partitions.stream().collect(Collectors.toMap(one -> one, one -> OffsetSpec.latest())),
                            new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                    .all()
                    .get();
            return partitions.stream()
                    .map(one -> Objects.requireNonNull(ends.get(one)).offset()
                            - (reached.get(one) == null ? 0 : reached.get(one).offset()))
                    .toList();
        }
    }

    private void awaitLetters(long letters) {
        await().atMost(SOON)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(
                                count("SELECT count(*) FROM dead_letters.letter WHERE dlt_topic = $1", topic.name()))
                        .isEqualTo(letters));
    }

    private Map<String, Object> row(String query) {
        return result(database.sql(query).bind(0, topic.topic()).fetch().one());
    }
}
