package io.letsrun.testing;

/** Holds the shared servers, which the JVM makes when it loads this class: once. */
final class Shared {
    static final Infrastructure INFRASTRUCTURE = Infrastructure.fresh();

    private Shared() {}
}
