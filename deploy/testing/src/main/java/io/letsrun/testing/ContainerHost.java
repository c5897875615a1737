package io.letsrun.testing;

import io.letsrun.local.process.Component;
import io.letsrun.local.server.KafkaServer;
import io.letsrun.local.server.PostgresServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Docker: the same servers from their images, through Testcontainers. */
final class ContainerHost implements Infrastructure.Host {

    private static final int KAFKA_CLIENTS = 9092;

    private final List<ContainerServer> all = new CopyOnWriteArrayList<>();

    ContainerHost() {
        // Where Ryuk is at work it removes them anyway; where it is disabled, this does.
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /** No process reads it. */
    @Override
    public Path data() {
        return Path.of("in-a-container");
    }

    @Override
    public Server.Lifecycle lifecycle(Component server) {
        ContainerServer container = switch (server) {
            case KafkaServer kafka -> kafka(kafka);
            case PostgresServer postgres ->
                new ContainerServer(
                        "postgres:18", postgres, 5432, Map.of("POSTGRES_PASSWORD", postgres.password("postgres")));
            default -> new ContainerServer("redis:8", server, 6379, Map.of());
        };
        all.add(container);
        return container;
    }

    @Override
    public void close() {
        all.forEach(ContainerServer::remove);
    }

    /** Set up as the local stack's broker is. */
    private static ContainerServer kafka(KafkaServer server) {
        return new ContainerServer(
                "apache/kafka:4.2.1",
                server,
                KAFKA_CLIENTS,
                Map.ofEntries(
                        Map.entry("KAFKA_NODE_ID", "1"),
                        Map.entry("KAFKA_PROCESS_ROLES", "broker,controller"),
                        Map.entry("KAFKA_CONTROLLER_QUORUM_VOTERS", "1@localhost:9093"),
                        Map.entry("KAFKA_CONTROLLER_LISTENER_NAMES", "CONTROLLER"),
                        Map.entry("KAFKA_LISTENERS", "PLAINTEXT://:" + KAFKA_CLIENTS + ",CONTROLLER://:9093"),
                        Map.entry("KAFKA_ADVERTISED_LISTENERS", "PLAINTEXT://" + server.bootstrapServers()),
                        Map.entry("KAFKA_LISTENER_SECURITY_PROTOCOL_MAP", "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT"),
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
}
