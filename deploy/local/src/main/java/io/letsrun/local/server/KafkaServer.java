package io.letsrun.local.server;

import io.letsrun.local.Checkout;
import io.letsrun.local.Refusal;
import io.letsrun.local.process.Component;
import io.letsrun.local.process.Launch;
import io.letsrun.local.process.Ports;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A Kafka broker that is a controller too. A stack has one, named {@code kafka}, or three, {@code kafka-1} to {@code kafka-3},
 * of which any one may be missing.
 *
 * @param checkout where the broker's jars lie
 * @param data the directory of its log
 * @param node which one it is
 * @param cluster all of them
 * @param options more of its JVM
 */
public record KafkaServer(Checkout checkout, Path data, Node node, List<Node> cluster, List<String> options)
        implements Component {

    /** How many brokers there may be. Two would stand still as soon as one is missing, so they would be worse than one. */
    public static final List<Integer> SIZES = List.of(1, 3);

    /** Whose brokers find each other by their ports, so any fixed id will do. */
    private static final String CLUSTER = "4L6g3nShT-eMCtK--X86sw";

    private static final int FIRST_PORT = 9092;

    /** ApiVersions, version 0. */
    private static final byte[] QUESTION = ByteBuffer.allocate(14)
            .putInt(10)
            .putShort((short) 18)
            .putShort((short) 0)
            .putInt(1)
            .putShort((short) -1)
            .array();

    /**
     * A broker's place in its cluster.
     *
     * @param id its number, from 1
     * @param port for clients and the other brokers
     * @param controllerPort for the controllers
     */
    record Node(int id, String name, int port, int controllerPort) {}

    /** A broker that is all its cluster, and ends before what the second compiler does for it would pay. */
    public static KafkaServer alone(Checkout checkout, Path data, int port, int controllerPort) {
        Node node = new Node(1, "kafka", port, controllerPort);
        return new KafkaServer(checkout, data, node, List.of(node), List.of("-XX:TieredStopAtLevel=1"));
    }

    /**
     * The brokers of a stack.
     *
     * @param data the directory in which each broker has its own
     * @param brokers one of {@link #SIZES}
     * @param portOffset what is added to every port
     */
    public static List<KafkaServer> cluster(Checkout checkout, Path data, int brokers, int portOffset) {
        List<Node> nodes = IntStream.rangeClosed(1, brokers)
                .mapToObj(id -> {
                    int port = FIRST_PORT + 2 * (id - 1) + portOffset;
                    return new Node(id, name(id, brokers), port, port + 1);
                })
                .toList();
        return nodes.stream()
                .map(node -> new KafkaServer(checkout, data.resolve(node.name()), node, nodes, List.of()))
                .toList();
    }

    /** How many brokers the data was written by; empty when there is none. */
    public static OptionalInt brokersOf(Path data) {
        return SIZES.stream()
                .filter(brokers -> IntStream.rangeClosed(1, brokers)
                        .anyMatch(id ->
                                Files.exists(data.resolve(name(id, brokers)).resolve("log"))))
                .mapToInt(Integer::intValue)
                .findFirst();
    }

    private static String name(int id, int brokers) {
        return brokers == 1 ? "kafka" : "kafka-" + id;
    }

    @Override
    public String name() {
        return node.name();
    }

    @Override
    public List<Integer> ports() {
        return List.of(node.port(), node.controllerPort());
    }

    /** All brokers, as a Kafka client wants them. */
    public String bootstrapServers() {
        return cluster.stream().map(one -> "localhost:" + one.port()).collect(Collectors.joining(","));
    }

    @Override
    public Launch launch() {
        if (!Files.isDirectory(checkout.libraries())) {
            throw new Refusal("The Kafka broker's jars are missing in " + checkout.libraries()
                    + ": run mvn -pl deploy/local process-resources.");
        }
        try {
            Files.createDirectories(data);
            Path properties = data.resolve("server.properties");
            Files.writeString(properties, properties());
            return new Launch(command(properties), Map.of(), data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The broker opens its port to requests only when the controller has let it in, so any answer means ready. */
    @Override
    public boolean ready() {
        return Ports.ask(node.port(), QUESTION, Integer.BYTES).length > 0;
    }

    /** What a lost broker costs is waiting for its session to end; see RATIONALE.md. */
    String properties() {
        return """
                process.roles=broker,controller
                node.id=%1$d
                controller.quorum.voters=%2$s
                listeners=PLAINTEXT://localhost:%3$d,CONTROLLER://localhost:%4$d
                advertised.listeners=PLAINTEXT://localhost:%3$d
                listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT
                controller.listener.names=CONTROLLER
                broker.heartbeat.interval.ms=500
                broker.session.timeout.ms=%8$d
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
                cluster.stream()
                        .map(one -> one.id() + "@localhost:" + one.controllerPort())
                        .collect(Collectors.joining(",")),
                node.port(),
                node.controllerPort(),
                data.resolve("log"),
                cluster.size(),
                cluster.size() / 2 + 1, // with acks=all, what a majority must hold survives the loss of the others
                cluster.size() == 1 ? 3_000 : 2_000);
    }

    private List<String> command(Path properties) {
        List<String> command = new ArrayList<>(List.of(
                Launch.JAVA,
                "-Xms128m",
                cluster.size() == 1 ? "-Xmx512m" : "-Xmx320m", // each of three does no more than one would alone
                "-XX:+UseG1GC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
                "-Dorg.slf4j.simpleLogger.showThreadName=false",
                "-cp",
                classes() + File.pathSeparator + checkout.libraries() + File.separator + "*"));
        command.addAll(options);
        command.addAll(List.of(Broker.class.getName(), CLUSTER, properties.toString()));
        return command;
    }

    private static Path classes() {
        try {
            return Path.of(Broker.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
