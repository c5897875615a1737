package io.letsrun.testing;

import io.letsrun.local.server.RedisServer;

/** {@code redis}, as it comes. */
final class ContainerRedis extends ContainerServer implements Redis {

    private final int port;

    ContainerRedis(RedisServer server) {
        super("redis:8", server, 6379);
        this.port = server.ports().getFirst();
    }

    @Override
    public String url() {
        return "redis://localhost:" + port;
    }
}
