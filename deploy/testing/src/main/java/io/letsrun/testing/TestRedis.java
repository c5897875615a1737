package io.letsrun.testing;

/** One Redis without a password. */
public interface TestRedis extends Server {

    /** {@code redis://host:port} */
    String url();
}
