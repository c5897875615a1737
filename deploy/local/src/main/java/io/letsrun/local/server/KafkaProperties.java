package io.letsrun.local.server;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A broker's server.properties.
 *
 * @param node which broker
 * @param cluster all of them
 * @param log the directory of its log
 */
record KafkaProperties(KafkaNode node, List<KafkaNode> cluster, Path log) {

    /** What a lost broker costs is waiting for this; see RATIONALE.md. */
    private static final String FAILOVER = """
            broker.session.timeout.ms=2000
            """;

    private static final String ALONE = """
            # A killed broker comes back only when its old session is over; the default is 9 s.
            broker.session.timeout.ms=3000
            """;

    String text() {
        boolean alone = cluster.size() == 1;
        return """
                process.roles=broker,controller
                node.id=%1$d
                controller.quorum.voters=%2$s
                listeners=PLAINTEXT://localhost:%3$d,CONTROLLER://localhost:%4$d
                advertised.listeners=PLAINTEXT://localhost:%3$d
                listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT
                controller.listener.names=CONTROLLER
                broker.heartbeat.interval.ms=500
                log.dirs=%5$s
                num.partitions=6
                default.replication.factor=%6$d
                min.insync.replicas=%7$d
                auto.create.topics.enable=false
                log.retention.ms=-1
                log.message.timestamp.type=LogAppendTime
                group.initial.rebalance.delay.ms=0
                offsets.topic.num.partitions=6
                offsets.topic.replication.factor=%6$d
                transaction.state.log.num.partitions=6
                transaction.state.log.replication.factor=%6$d
                transaction.state.log.min.isr=%7$d
                share.coordinator.state.topic.num.partitions=6
                share.coordinator.state.topic.replication.factor=%6$d
                share.coordinator.state.topic.min.isr=%7$d
                log.cleaner.dedupe.buffer.size=16777216
                """.formatted(
                                node.id(),
                                cluster.stream().map(KafkaNode::voter).collect(Collectors.joining(",")),
                                node.port(),
                                node.controllerPort(),
                                log,
                                cluster.size(),
                                majority())
                + (alone ? ALONE : FAILOVER);
    }

    /** With acks=all, what a majority must hold survives the loss of any of the others. */
    private int majority() {
        return cluster.size() / 2 + 1;
    }
}
