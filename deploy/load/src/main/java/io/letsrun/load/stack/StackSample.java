package io.letsrun.load.stack;

import java.time.Instant;

/**
 * The system at one moment.
 *
 * @param at when
 * @param stored records that the consumers have stored since the burst began, by their counters
 * @param lag records that wait for the consumers
 * @param generatorCores how many cores the load took since the sample before
 * @param machineShare of all cores that were busy, 0 to 1
 * @param gatewayBytes the gateway's resident memory; 0 when it is not running
 */
public record StackSample(
        Instant at, long stored, long lag, double generatorCores, double machineShare, long gatewayBytes) {}
