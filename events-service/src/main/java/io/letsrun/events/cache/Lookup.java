package io.letsrun.events.cache;

import io.letsrun.edge.problem.Problem;
import io.letsrun.edge.problem.Refused;
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

        /** The time of the request is over. */
        public static <T> Missing<T> late() {
            return new Missing<>(MissingReason.DEADLINE, null);
        }

        /** Returns what a caller is told who cannot be answered without it. */
        public Refused refused() {
            return refused("The upstream of events does not answer.", retryAfter);
        }

        public static Refused refused(String detail, @Nullable Duration retryAfter) {
            Problem problem = Problem.unavailable(detail);
            return (retryAfter == null ? problem : problem.retryAfter(retryAfter)).refused();
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

        /** Returns the value of an {@code Age} header. */
        public String age(long now) {
            return Long.toString((now - at) / 1000);
        }

        boolean isUsable(long now) {
            return now < usableUntil;
        }
    }
}
