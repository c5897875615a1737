package io.letsrun.load.watch;

import java.time.Duration;

/**
 * What a service holds.
 *
 * @param after since the beginning of the load
 * @param service its name
 * @param heapAfterCollection bytes of its heap that were left after a full collection made for this sample
 * @param files open ones
 * @param threads live ones
 * @param lag records that wait for it; 0 when it consumes none
 */
public record JvmSample(Duration after, String service, long heapAfterCollection, long files, long threads, long lag) {}
