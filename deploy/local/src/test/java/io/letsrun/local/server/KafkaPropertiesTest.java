package io.letsrun.local.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.letsrun.local.Checkout;
import io.letsrun.local.server.KafkaServer.Node;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaPropertiesTest {

    private static final Node ALONE = new Node(1, "kafka", 9092, 9093);
    private static final List<Node> THREE = List.of(
            new Node(1, "kafka-1", 9092, 9093), new Node(2, "kafka-2", 9094, 9095), new Node(3, "kafka-3", 9096, 9097));

    @Test
    void keepEveryRecordThreeTimesAndWaitForTwo() throws IOException {
        Properties second = properties(THREE.get(1), THREE);

        assertThat(second)
                .containsEntry("node.id", "2")
                .containsEntry("controller.quorum.voters", "1@localhost:9093,2@localhost:9095,3@localhost:9097")
                .containsEntry("listeners", "PLAINTEXT://localhost:9094,CONTROLLER://localhost:9095")
                .containsEntry("default.replication.factor", "3")
                .containsEntry("min.insync.replicas", "2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"transaction.state.log", "share.coordinator.state.topic"})
    void keepTheInternalTopicsAsSafe(String topic) throws IOException {
        Properties properties = properties(THREE.getFirst(), THREE);

        assertThat(properties)
                .containsEntry("offsets.topic.replication.factor", "3")
                .containsEntry(topic + ".replication.factor", "3")
                .containsEntry(topic + ".min.isr", "2");
    }

    @Test
    void noticeALostBrokerOfThreeBeforeAWriteIsGivenUp() throws IOException {
        Properties properties = properties(THREE.getFirst(), THREE);
        int session = Integer.parseInt(properties.getProperty("broker.session.timeout.ms"));
        int heartbeat = Integer.parseInt(properties.getProperty("broker.heartbeat.interval.ms"));

        assertThat(session).isLessThanOrEqualTo(2_000); // the gateway's bound in flight holds 3 s
        assertThat(session).isGreaterThanOrEqualTo(4 * heartbeat);
    }

    @Test
    void askNobodyElseWhenAlone() throws IOException {
        Properties properties = properties(ALONE, List.of(ALONE));

        assertThat(properties)
                .containsEntry("controller.quorum.voters", "1@localhost:9093")
                .containsEntry("default.replication.factor", "1")
                .containsEntry("min.insync.replicas", "1")
                .containsEntry("offsets.topic.replication.factor", "1")
                .containsEntry("broker.session.timeout.ms", "3000");
    }

    private static Properties properties(Node node, List<Node> cluster) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(
                new KafkaServer(new Checkout(Path.of("/")), Path.of("/data"), node, cluster, List.of()).properties()));
        return properties;
    }
}
