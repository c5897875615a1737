package io.letsrun.load.stack;

import java.time.Duration;

/**
 * What a service holds.
 *
 * @param after since the beginning of the load
 * @param service its name
 * @param liveHeap bytes of the objects in its heap that something refers to
 * @param files open ones
 * @param threads live ones
 * @param lag records that wait for it; 0 when it consumes none
 */
public record JvmSample(Duration after, String service, long liveHeap, long files, long threads, long lag) {}
