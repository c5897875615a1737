package io.letsrun.local.process;

import io.letsrun.local.Refusal;
import io.letsrun.local.process.ProcessIdentity.Signal;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Something that runs as one process and says when it is ready. */
public interface Component {

    /** Who stands on whom: the stack ends layer by layer from the last, so each finds what it needs to finish its work. */
    enum Layer {
        SERVERS,
        CONSUMERS,
        EDGE
    }

    String name();

    /** Every port it listens on, the one that others use first. */
    List<Integer> ports();

    /** Prepares what the process needs on disk, which may take a while the first time, and says how to start it. */
    Launch launch();

    /** Whether it does its work now; answers within a second or two and never throws. */
    boolean ready();

    /** Makes, once it is ready, what others expect to find in it; doing it again changes nothing. */
    default void provision() {}

    default Layer layer() {
        return Layer.SERVERS;
    }

    /** Whether it starts only when all servers are ready. */
    default boolean needsServers() {
        return false;
    }

    /** What asks it to end. */
    default Signal farewell() {
        return Signal.TERM;
    }

    /** How long it may take to end before it is killed. */
    default Duration grace() {
        return Duration.ofSeconds(20);
    }

    /** Launches it, and returns when it is ready and provisioned. */
    default void start(LogFile log, Consumer<ProcessIdentity> record, Duration limit) {
        Process process = launch().start(log.rotate().path(), record);
        long deadline = System.nanoTime() + limit.toNanos();
        while (!ready()) {
            if (Thread.currentThread().isInterrupted()) {
                throw new Refusal("Stopped waiting for " + name() + ".");
            }
            if (!process.isAlive()) {
                throw new Refusal(name() + " ended while it started (exit code " + process.exitValue()
                        + "); the end of " + log.path() + ":\n  " + String.join("\n  ", log.last(15)));
            }
            if (System.nanoTime() > deadline) {
                throw new Refusal(name() + " is not ready after " + limit.toSeconds() + " s; see " + log.path() + ".");
            }
            Pause.of(Duration.ofMillis(50));
        }
        provision();
    }
}
