package io.letsrun.events.cache;

import io.letsrun.events.cache.Lookup.Copy;
import org.jspecify.annotations.Nullable;

/**
 * What Redis had.
 *
 * @param copy null for nothing
 */
public record Recalled<T>(String id, @Nullable Copy<T> copy) {}
