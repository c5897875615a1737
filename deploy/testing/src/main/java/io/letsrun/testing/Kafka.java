package io.letsrun.testing;

/** One broker with 6 partitions by default, that never creates a topic by itself. */
public interface Kafka extends Server {

    String bootstrapServers();
}
