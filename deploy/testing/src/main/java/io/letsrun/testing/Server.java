package io.letsrun.testing;

/** A server that tests may take away and bring back: its port and its data stay the same. */
public interface Server {

    /** Returns when it is ready; does nothing when it runs already. */
    void start();

    /** Asks it to end, and returns when it has. */
    void stop();

    /** SIGKILL: the server gets no chance to say or save anything. */
    void kill();
}
