package io.letsrun.local.server;

import io.letsrun.local.Checkout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The brokers of a stack: one, named {@code kafka}, or three, {@code kafka-1} to {@code kafka-3}, of which any one may be
 * missing.
 *
 * @param checkout where the brokers' jars lie
 * @param data the directory in which each broker has its own
 */
public record KafkaCluster(Checkout checkout, Path data, List<KafkaNode> nodes) {

    /** How many brokers there may be. Two would stand still as soon as one is missing, so they would be worse than one. */
    public static final List<Integer> SIZES = List.of(1, 3);

    private static final int FIRST_PORT = 9092;

    /**
     * @param brokers one of {@link #SIZES}
     * @param portOffset what is added to every port
     */
    public static KafkaCluster of(Checkout checkout, Path data, int brokers, int portOffset) {
        List<KafkaNode> nodes = IntStream.rangeClosed(1, brokers)
                .mapToObj(id -> node(id, brokers, FIRST_PORT + 2 * (id - 1) + portOffset))
                .toList();
        return new KafkaCluster(checkout, data, nodes);
    }

    /** How many brokers the data was written by; empty when there is none. */
    public static OptionalInt brokersOf(Path data) {
        return SIZES.stream()
                .filter(brokers -> IntStream.rangeClosed(1, brokers)
                        .anyMatch(id -> Files.exists(KafkaServer.log(data.resolve(name(id, brokers))))))
                .mapToInt(Integer::intValue)
                .findFirst();
    }

    public List<KafkaServer> servers() {
        return nodes.stream()
                .map(node -> new KafkaServer(checkout, data.resolve(node.name()), node, nodes))
                .toList();
    }

    public String bootstrapServers() {
        return nodes.stream().map(KafkaNode::address).collect(Collectors.joining(","));
    }

    private static KafkaNode node(int id, int brokers, int port) {
        return new KafkaNode(id, name(id, brokers), port, port + 1);
    }

    private static String name(int id, int brokers) {
        return brokers == 1 ? "kafka" : "kafka-" + id;
    }
}
