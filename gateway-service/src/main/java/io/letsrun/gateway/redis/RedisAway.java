package io.letsrun.gateway.redis;

/** Redis is not connected, or has just failed too often to be asked. Has no stack trace: every request may meet it. */
public final class RedisAway extends RuntimeException {

    private static final long serialVersionUID = 1;

    RedisAway() {
        super("Redis is away", null, false, false);
    }
}
