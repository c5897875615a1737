package io.letsrun.local.server;

import io.letsrun.local.Checkout;
import io.letsrun.local.Refusal;
import io.letsrun.local.process.Component;
import io.letsrun.local.process.Launch;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A Kafka broker that is its own controller.
 *
 * @param checkout where the broker's jars lie
 * @param data the directory of its log
 * @param port for clients
 * @param controllerPort for itself
 */
public record KafkaServer(Checkout checkout, Path data, int port, int controllerPort) implements Component {

    /** One node is all the cluster, so any fixed id will do. */
    private static final String CLUSTER = "4L6g3nShT-eMCtK--X86sw";

    private static final int API_VERSIONS = 18;

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public List<Integer> ports() {
        return List.of(port, controllerPort);
    }

    public String bootstrapServers() {
        return "localhost:" + port;
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
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            socket.setSoTimeout(1_000);
            var request = new DataOutputStream(socket.getOutputStream());
            request.writeInt(10);
            request.writeShort(API_VERSIONS);
            request.writeShort(0);
            request.writeInt(1);
            request.writeShort(-1);
            request.flush();
            return new DataInputStream(socket.getInputStream()).readInt() > 0;
        } catch (IOException e) {
            return false;
        }
    }

    private List<String> command(Path properties) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms128m",
                "-Xmx512m",
                "-XX:+UseG1GC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
                "-Dorg.slf4j.simpleLogger.showThreadName=false",
                "-cp",
                classes() + File.pathSeparator + checkout.libraries() + File.separator + "*",
                Broker.class.getName(),
                CLUSTER,
                properties.toString());
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

    private String properties() {
        return """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@localhost:%2$d
                listeners=PLAINTEXT://localhost:%1$d,CONTROLLER://localhost:%2$d
                advertised.listeners=PLAINTEXT://localhost:%1$d
                listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT
                controller.listener.names=CONTROLLER
                # A killed broker comes back only when its old session is over; the default is 9 s.
                broker.heartbeat.interval.ms=500
                broker.session.timeout.ms=3000
                log.dirs=%3$s
                num.partitions=6
                auto.create.topics.enable=false
                group.initial.rebalance.delay.ms=0
                offsets.topic.num.partitions=6
                offsets.topic.replication.factor=1
                transaction.state.log.num.partitions=6
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                share.coordinator.state.topic.num.partitions=6
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                log.cleaner.dedupe.buffer.size=16777216
                """.formatted(port, controllerPort, data.resolve("log"));
    }
}
