package io.letsrun.edge.redis;

/** Redis is not connected, or the breaker is open. Has no stack trace, because every request may get it. */
public final class RedisUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1;

    RedisUnavailable() {
        super("Redis is unavailable", null, false, false);
    }
}
