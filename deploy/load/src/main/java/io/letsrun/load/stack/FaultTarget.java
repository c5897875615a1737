package io.letsrun.load.stack;

/** What can be done to the components of a stack. */
public interface FaultTarget {

    /** SIGKILL. */
    void kill(String component);

    /** Asks it to end, and waits until it has. */
    void stop(String component);

    /** Waits until it is ready again. */
    void start(String component);
}
