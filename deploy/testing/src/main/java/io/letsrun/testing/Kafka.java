package io.letsrun.testing;

import io.letsrun.local.server.KafkaServer;

/** One broker with 6 partitions by default, that never creates a topic by itself. */
public final class Kafka extends Server {

    private final KafkaServer server;

    Kafka(Lifecycle lifecycle, KafkaServer server) {
        super(lifecycle);
        this.server = server;
    }

    public String bootstrapServers() {
        return server.bootstrapServers();
    }
}
