package io.letsrun.events.upstream;

import java.time.Duration;

/**
 * The request on whose behalf the upstream is asked. Requests take turns when the process has as many calls under way as it
 * may: each instance is one of them, whatever it asks for.
 */
public final class Requester {

    private final long deadline;

    private Requester(long deadline) {
        this.deadline = deadline;
    }

    /** @param patience how long from now an answer is of use */
    public static Requester within(Duration patience) {
        return new Requester(System.nanoTime() + patience.toNanos());
    }

    /** Returns how long an answer is still of use; zero when it no longer is. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    }
}
