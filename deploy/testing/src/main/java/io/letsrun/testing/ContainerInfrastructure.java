package io.letsrun.testing;

import io.letsrun.local.Checkout;
import io.letsrun.local.process.Ports;
import io.letsrun.local.server.KafkaServer;
import io.letsrun.local.server.PostgresServer;
import io.letsrun.local.server.RedisServer;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** The same servers from their images, through Testcontainers. */
final class ContainerInfrastructure implements Infrastructure {

    private static final Path NOWHERE = Path.of("in-a-container");

    private final ContainerKafka kafka;
    private final ContainerPostgres postgres;
    private final ContainerRedis redis;

    ContainerInfrastructure() {
        Checkout checkout = Checkout.find();
        kafka = new ContainerKafka(KafkaServer.alone(checkout, NOWHERE, Ports.free(), Ports.free()));
        postgres = new ContainerPostgres(new PostgresServer(checkout, NOWHERE, Ports.free(), TestPasswords.ALL));
        redis = new ContainerRedis(new RedisServer(checkout, NOWHERE, Ports.free()));
        // Where Ryuk is at work it removes them anyway; where it is disabled, this does.
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    @Override
    public Kafka kafka() {
        kafka.startOnce();
        return kafka;
    }

    @Override
    public Postgres postgres() {
        postgres.startOnce();
        return postgres;
    }

    @Override
    public TestRedis redis() {
        redis.startOnce();
        return redis;
    }

    @Override
    public void close() {
        Stream.of(kafka, postgres, redis).forEach(ContainerServer::remove);
    }

    /** {@code apache/kafka}, set up as the local stack's broker is. */
    private static final class ContainerKafka extends ContainerServer implements Kafka {

        private static final int CLIENTS = 9092;

        private final KafkaServer server;

        ContainerKafka(KafkaServer server) {
            super("apache/kafka:4.2.1", server, CLIENTS);
            this.server = server;
            int port = server.ports().getFirst();
            container()
                    .withEnv(Map.ofEntries(
                            Map.entry("KAFKA_NODE_ID", "1"),
                            Map.entry("KAFKA_PROCESS_ROLES", "broker,controller"),
                            Map.entry("KAFKA_CONTROLLER_QUORUM_VOTERS", "1@localhost:9093"),
                            Map.entry("KAFKA_CONTROLLER_LISTENER_NAMES", "CONTROLLER"),
                            Map.entry("KAFKA_LISTENERS", "PLAINTEXT://:" + CLIENTS + ",CONTROLLER://:9093"),
                            Map.entry("KAFKA_ADVERTISED_LISTENERS", "PLAINTEXT://localhost:" + port),
                            Map.entry(
                                    "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP", "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT"),
                            Map.entry("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false"),
                            Map.entry("KAFKA_LOG_RETENTION_MS", "-1"),
                            Map.entry("KAFKA_LOG_MESSAGE_TIMESTAMP_TYPE", "LogAppendTime"),
                            Map.entry("KAFKA_NUM_PARTITIONS", "6"),
                            Map.entry("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0"),
                            Map.entry("KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS", "3"),
                            Map.entry("KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR", "1"),
                            Map.entry("KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR", "1"),
                            Map.entry("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR", "1"),
                            Map.entry("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR", "1"),
                            Map.entry("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR", "1")));
        }

        @Override
        public String bootstrapServers() {
            return server.bootstrapServers();
        }
    }

    /** {@code postgres}, with the roles and schemas of the local stack. */
    private static final class ContainerPostgres extends ContainerServer implements Postgres {

        private final PostgresServer server;

        ContainerPostgres(PostgresServer server) {
            super("postgres:18", server, 5432);
            this.server = server;
            container().withEnv("POSTGRES_PASSWORD", password("postgres"));
        }

        @Override
        public String host() {
            return "localhost";
        }

        @Override
        public int port() {
            return server.port();
        }

        @Override
        public String password(String role) {
            return server.passwords().of(role);
        }
    }

    /** {@code redis}, as it comes. */
    private static final class ContainerRedis extends ContainerServer implements TestRedis {

        private final int port;

        ContainerRedis(RedisServer server) {
            super("redis:8", server, 6379);
            this.port = server.ports().getFirst();
        }

        @Override
        public String url() {
            return "redis://localhost:" + port;
        }
    }
}
