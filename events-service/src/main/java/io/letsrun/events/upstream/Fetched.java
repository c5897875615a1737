package io.letsrun.events.upstream;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What became of a read. */
public sealed interface Fetched<T> {

    /** The upstream has it. */
    record Found<T>(T value) implements Fetched<T> {}

    /** The upstream answered that it has no such thing. */
    record Unknown<T>() implements Fetched<T> {}

    /**
     * It is not known whether the upstream has it.
     *
     * @param retryAfter how long from now it makes no sense to ask again; null where nobody knows, never with {@link
     *     Reason#OPEN}
     */
    record Missed<T>(MissingReason reason, @Nullable Duration retryAfter) implements Fetched<T> {

        public Missed(MissingReason reason) {
            this(reason, null);
        }
    }
}
