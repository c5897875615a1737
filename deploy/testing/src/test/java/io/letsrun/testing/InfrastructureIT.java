package io.letsrun.testing;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class InfrastructureIT {

    private static Infrastructure servers;

    @BeforeAll
    static void start() {
        servers = Infrastructure.fresh();
    }

    @AfterAll
    static void end() {
        servers.close();
    }

    @Test
    void kafkaKeepsAcknowledgedRecordsWhenKilled() throws Exception {
        Kafka kafka = servers.kafka();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(Set.of(new NewTopic("kept", 1, (short) 1))).all().get(20, SECONDS);
        }
        send(kafka, "before");

        kafka.kill();
        kafka.start();
        send(kafka, "after");

        assertThat(read(kafka)).containsExactly("before", "after");
    }

    @Test
    void kafkaRefusesConnectionsWhileStopped() {
        Kafka kafka = servers.kafka();

        kafka.stop();

        assertThatThrownBy(() -> connect(kafka.bootstrapServers())).isInstanceOf(IOException.class);
        kafka.start();
    }

    @Test
    void postgresKeepsCommittedRowsWhenKilled() throws SQLException {
        Postgres postgres = servers.postgres();
        execute(postgres, "create table signup.kept(x int)");
        execute(postgres, "insert into signup.kept values (1)");

        postgres.kill();
        postgres.start();

        execute(postgres, "insert into signup.kept values (2)");
        assertThat(count(postgres, "signup.kept")).isEqualTo(2);
    }

    @Test
    void postgresStopsThoughConnectionsAreOpen() throws SQLException {
        Postgres postgres = servers.postgres();
        try (Connection connection = login(postgres, "profile")) {
            postgres.stop();
            assertThat(connection.isValid(1)).isFalse();
        }
        postgres.start();
    }

    @Test
    void aRoleCannotTouchAnothersSchema() {
        Postgres postgres = servers.postgres();

        assertThatThrownBy(() -> {
                    try (Connection connection = login(postgres, "profile");
                            var statement = connection.createStatement()) {
                        statement.execute("create table signup.intruder(x int)");
                    }
                })
                .hasMessageContaining("permission denied");
    }

    @Test
    void redisKeepsItsKeysWhenStopped() throws IOException {
        TestRedis redis = servers.redis();
        redis(redis, "SET kept 1");

        redis.stop();
        redis.start();

        assertThat(redis(redis, "EXISTS kept")).isEqualTo(":1");
    }

    private static void send(Kafka kafka, String value) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("kept", value)).get(30, SECONDS);
        }
    }

    private static List<String> read(Kafka kafka) {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers());
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            TopicPartition partition = new TopicPartition("kept", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            List<String> values = new ArrayList<>();
            long end =
                    consumer.endOffsets(List.of(partition)).values().iterator().next();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofSeconds(1)).forEach(record -> values.add(record.value()));
            }
            return values;
        }
    }

    private static void connect(String bootstrapServers) throws IOException {
        URI address = URI.create("kafka://" + bootstrapServers);
        new Socket(address.getHost(), address.getPort()).close();
    }

    private static Connection login(Postgres postgres, String role) throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(), role, postgres.password(role));
    }

    private static void execute(Postgres postgres, String sql) throws SQLException {
        try (Connection connection = login(postgres, "signup");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int count(Postgres postgres, String table) throws SQLException {
        try (Connection connection = login(postgres, "signup");
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from " + table)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static String redis(TestRedis redis, String command) throws IOException {
        URI address = URI.create(redis.url());
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(2), StandardCharsets.US_ASCII);
        }
    }
}
