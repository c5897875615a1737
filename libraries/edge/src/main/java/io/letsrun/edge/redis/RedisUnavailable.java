package io.letsrun.edge.redis;

/** Redis is not connected, or has failed too often to be asked now. Has no stack trace: every request may meet it. */
public final class RedisUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1;

    RedisUnavailable() {
        super("Redis is unavailable", null, false, false);
    }
}
