package io.letsrun.events.cache;

import io.letsrun.events.upstream.MissingReason;
import io.letsrun.events.upstream.UpstreamFailure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What there is of a thing: a copy, or the reason why there is none. */
public sealed interface Lookup<T> {

    /** @param retryAfter when asking again may help; null when nobody knows */
    record Missing<T>(MissingReason reason, @Nullable Duration retryAfter) implements Lookup<T> {

        static <T> Missing<T> of(UpstreamFailure failure) {
            return new Missing<>(failure.reason(), failure.retryAfter());
        }
    }

    /**
     * What the upstream said of a thing. Times are in milliseconds since the epoch.
     *
     * @param value null when the upstream said that there is no such thing
     * @param at when it said so
     * @param freshUntil from then on the copy is stale, and the upstream is asked again
     * @param usableUntil from then on it may not even be served as stale
     */
    record Copy<T>(@Nullable T value, long at, long freshUntil, long usableUntil) implements Lookup<T> {

        public boolean isFresh(long now) {
            return now < freshUntil;
        }

        boolean isUsable(long now) {
            return now < usableUntil;
        }
    }
}
