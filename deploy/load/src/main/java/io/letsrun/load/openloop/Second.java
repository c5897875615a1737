package io.letsrun.load.openloop;

/**
 * What happened in one second of a load; what an attempt came to counts in the second in which that was known.
 *
 * @param number from 0, counted from the load's beginning
 * @param phase of the requests that were due in it, counted from 0
 * @param outstanding at its end: requests that were due and neither answered nor given up
 */
public record Second(int number, int phase, long outstanding, LoadResult load) {}
