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
 * A Kafka broker that is a controller too.
 *
 * @param checkout where the broker's jars lie
 * @param data the directory of its log
 * @param node which one it is
 * @param cluster all of them
 */
public record KafkaServer(Checkout checkout, Path data, KafkaNode node, List<KafkaNode> cluster) implements Component {

    /** Whose brokers find each other by their ports, so any fixed id will do. */
    private static final String CLUSTER = "4L6g3nShT-eMCtK--X86sw";

    private static final int API_VERSIONS = 18;

    /** A broker that is all its cluster. */
    public static KafkaServer alone(Checkout checkout, Path data, int port, int controllerPort) {
        KafkaNode node = new KafkaNode(1, "kafka", port, controllerPort);
        return new KafkaServer(checkout, data, node, List.of(node));
    }

    /** Where the log of the broker with that directory lies; it is there once it was formatted. */
    static Path log(Path data) {
        return data.resolve("log");
    }

    @Override
    public String name() {
        return node.name();
    }

    @Override
    public List<Integer> ports() {
        return List.of(node.port(), node.controllerPort());
    }

    public String bootstrapServers() {
        return node.address();
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
            Files.writeString(properties, new KafkaProperties(node, cluster, log(data)).text());
            return new Launch(command(properties), Map.of(), data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The broker opens its port to requests only when the controller has let it in, so any answer means ready. */
    @Override
    public boolean ready() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), node.port()), 500);
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
                "-Xmx" + heapMegabytes() + "m",
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

    /** Three share a machine, and each of them does no more than one would alone. */
    private int heapMegabytes() {
        return cluster.size() == 1 ? 512 : 320;
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
