package io.letsrun.testing;

/** A server that tests may take away and bring back: its port and its data stay the same. */
public abstract sealed class Server permits Kafka, Postgres, TestRedis {

    private final Lifecycle lifecycle;
    private boolean used;

    Server(Lifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    /** Starts it the first time; what a test has stopped since stays stopped. */
    synchronized void startOnce() {
        if (!used) {
            start();
            used = true;
        }
    }

    /** Returns when it is ready; does nothing when it runs already. */
    public void start() {
        lifecycle.start();
    }

    /** Asks it to end, and returns when it has. */
    public void stop() {
        lifecycle.stop();
    }

    /** SIGKILL: the server gets no chance to say or save anything. */
    public void kill() {
        lifecycle.kill();
    }

    /** How it is started and ended, as a process or as a container. */
    interface Lifecycle {
        void start();

        void stop();

        void kill();
    }
}
