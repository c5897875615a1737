package io.letsrun.delivery.retry;

/** The batch could not even be tried: its partitions pause, and it is tried again. */
public final class DependencyDown extends RuntimeException {

    private static final long serialVersionUID = 1;

    public DependencyDown(Throwable cause) {
        super("a dependency is down", cause);
    }
}
