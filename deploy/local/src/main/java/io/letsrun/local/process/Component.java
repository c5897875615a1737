package io.letsrun.local.process;

import java.time.Duration;
import java.util.List;

/** Something that runs as one process and says when it is ready. */
public interface Component {

    String name();

    /** Every port it listens on, the one that others use first. */
    List<Integer> ports();

    /** Prepares what the process needs on disk, which may take a while the first time, and says how to start it. */
    Launch launch();

    /** Whether it does its work now; answers within a second or two and never throws. */
    boolean ready();

    /** Makes, once it is ready, what others expect to find in it; doing it again changes nothing. */
    default void provision() {}

    /** What asks it to end. */
    default Signal farewell() {
        return Signal.TERM;
    }

    /** How long it may take to end before it is killed. */
    default Duration grace() {
        return Duration.ofSeconds(20);
    }
}
