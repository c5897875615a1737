package io.letsrun.testing;

import io.letsrun.local.server.RedisServer;

/** One Redis without a password. */
public final class TestRedis extends Server {

    private final RedisServer server;

    TestRedis(Lifecycle lifecycle, RedisServer server) {
        super(lifecycle);
        this.server = server;
    }

    /** {@code redis://host:port} */
    public String url() {
        return server.url();
    }
}
