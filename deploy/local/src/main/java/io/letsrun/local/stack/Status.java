package io.letsrun.local.stack;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a component does at one moment.
 *
 * @param name which component
 * @param state what it does
 * @param pid its process, unless it is stopped
 * @param port where it listens
 * @param memoryBytes what it and its children hold of the machine's memory, shared pages counted once
 * @param uptime since it started
 * @param why it died, or was restarted; null when neither happened
 */
public record Status(
        String name,
        State state,
        @Nullable Long pid,
        int port,
        long memoryBytes,
        Duration uptime,
        @Nullable String why) {

    /** What a component can be doing. */
    public enum State {
        READY,
        STARTING,
        STOPPED,
        DIED
    }
}
