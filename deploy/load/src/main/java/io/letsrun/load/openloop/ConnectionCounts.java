package io.letsrun.load.openloop;

/**
 * The connections of a generator.
 *
 * @param opened that were made
 * @param failed that could not be made
 * @param ended that were closed by the other side while the load went on
 */
public record ConnectionCounts(int opened, int failed, int ended) {}
