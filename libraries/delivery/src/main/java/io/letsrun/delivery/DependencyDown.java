package io.letsrun.delivery;

/** The batch could not even be tried: its partitions pause, and it is tried again. */
final class DependencyDown extends RuntimeException {

    private static final long serialVersionUID = 1;

    DependencyDown(Throwable cause) {
        super("a dependency is down", cause);
    }
}
