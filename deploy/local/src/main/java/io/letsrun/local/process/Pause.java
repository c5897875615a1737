package io.letsrun.local.process;

import java.time.Duration;

/** The one place that sleeps: between two looks at something outside this process. */
public final class Pause {
    private Pause() {}

    /** Returns early when the thread is interrupted, and leaves it interrupted. */
    public static void of(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
