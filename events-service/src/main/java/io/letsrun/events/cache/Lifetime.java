package io.letsrun.events.cache;

import org.jspecify.annotations.Nullable;

/**
 * How long copies of one kind live, in milliseconds.
 *
 * @param fresh from when the upstream said it
 * @param stale after that
 * @param unknown of the answer that there is no such thing, which is never served stale
 */
record Lifetime(long fresh, long stale, long unknown) {

    <T> Lookup.Copy<T> copy(@Nullable T value, long at) {
        return value == null
                ? new Lookup.Copy<>(null, at, at + unknown, at + unknown)
                : new Lookup.Copy<>(value, at, at + fresh, at + fresh + stale);
    }
}
