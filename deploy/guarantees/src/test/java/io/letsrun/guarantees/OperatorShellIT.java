package io.letsrun.guarantees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.letsrun.guarantees.RunningSystem.Said;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an operator does in a shell, on the whole system. */
class OperatorShellIT {

    private static final String TOPIC = "letsrun.runs";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    @Test
    void seesAPoisonedRecordReplaysItInVainAndMendsIt() throws Exception {
        RunningSystem system = RunningSystem.shared();
        Phone phone = new Phone(system.gateway(), "shell");
        phone.signUp();
        phone.run(1, 1, 10_000, 3_600);
        ConsumerRecord<byte[], byte[]> good = onlyRecord(system, phone);
        poison(system, good);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(open(system, phone)).hasSize(1));
        String letter = open(system, phone).getFirst().get("id").asString();
        assertThat(system.ask("dlq", "list", "--group", "profile-consumer").text())
                .containsPattern("(?m)^" + letter + " .* open .* profile-consumer +" + TOPIC);
        assertThat(system.ask("dlq", "causes", "--open").text()).contains("dlq show " + letter);

        Said replayed = system.ask("dlq", "replay", letter, "--yes");
        assertThat(replayed.exit()).as(replayed.text()).isEqualTo(1);
        assertThat(replayed.text())
                .contains("To be replayed: 1 letter.", "1 failed again", "letsrun: 1 letter failed again");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(open(system, phone)).hasSize(1));
        String second = open(system, phone).getFirst().get("id").asString();
        assertThat(system.ask("dlq", "show", second).text()).contains("lives    " + letter + " → " + second);

        Path mended = Files.write(directory.resolve("mended.json"), good.value());
        Said edited = system.ask("dlq", "edit", second, "--value", mended.toString(), "--reason", "cut off");
        assertThat(edited.exit()).as(edited.text()).isZero();
        assertThat(edited.text()).contains("1 of 1 applied");
        assertThat(open(system, phone)).isEmpty();
        assertThat(system.ask("dlq", "audit").text()).contains(" operator ", " editor ", "cut off");
        assertThat(system.count("profile", "SELECT count(*) FROM profile.run WHERE user_id = '" + phone.userId() + "'"))
                .isEqualTo(1);
    }

    private static List<JsonNode> open(RunningSystem system, Phone phone) {
        Said said = system.ask("dlq", "list", "--state", "open", "--user", phone.userId(), "--json");
        assertThat(said.exit()).as(said.text()).isZero();
        return new ArrayList<>(
                JsonMapper.shared().readTree(said.text()).get("items").values());
    }

    private static ConsumerRecord<byte[], byte[]> onlyRecord(RunningSystem system, Phone phone) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", system.bootstrapServers(), "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(TOPIC).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            byte[] key = phone.userId().getBytes(StandardCharsets.UTF_8);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            await().atMost(PATIENCE).until(() -> {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    if (Arrays.equals(record.key(), key)) {
                        records.add(record);
                    }
                }
                return !records.isEmpty();
            });
            return records.getFirst();
        }
    }

    /** The same event again under another id, its value cut off in the middle. */
    private static void poison(RunningSystem system, ConsumerRecord<byte[], byte[]> good) throws Exception {
        byte[] half = Arrays.copyOf(good.value(), good.value().length / 2);
        RecordHeaders headers = new RecordHeaders(good.headers().toArray());
        headers.remove("ce_id").add("ce_id", UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8));
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", system.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(TOPIC, null, good.key(), half, headers))
                    .get();
        }
    }
}
