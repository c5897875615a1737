package io.letsrun.testing;

import io.letsrun.local.server.KafkaServer;
import java.util.Map;

/** {@code apache/kafka}, set up as the local stack's broker is. */
final class ContainerKafka extends ContainerServer implements Kafka {

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

    @Override
    public String bootstrapServers() {
        return server.bootstrapServers();
    }
}
