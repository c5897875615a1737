package io.letsrun.events.upstream;

/** What became of a read. */
public sealed interface Fetched<T> {

    /** The upstream has it. */
    record Found<T>(T value) implements Fetched<T> {}

    /** The upstream answered that it has no such thing. */
    record Unknown<T>() implements Fetched<T> {}

    /** It is not known whether the upstream has it. */
    record Missed<T>(Reason reason) implements Fetched<T> {}
}
