package io.letsrun.testing;

import io.letsrun.local.server.KafkaServer;
import java.nio.file.Path;

final class EmbeddedKafka extends EmbeddedServer implements Kafka {

    private final KafkaServer server;

    EmbeddedKafka(KafkaServer server, Path logs) {
        super(server, logs);
        this.server = server;
    }

    @Override
    public String bootstrapServers() {
        return server.bootstrapServers();
    }
}
