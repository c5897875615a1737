package io.letsrun.testing;

import io.letsrun.local.server.RedisServer;
import java.nio.file.Path;

final class EmbeddedRedis extends EmbeddedServer implements Redis {

    private final RedisServer server;

    EmbeddedRedis(RedisServer server, Path logs) {
        super(server, logs);
        this.server = server;
    }

    @Override
    public String url() {
        return server.url();
    }
}
