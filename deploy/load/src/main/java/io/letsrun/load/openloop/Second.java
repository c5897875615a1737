package io.letsrun.load.openloop;

/**
 * What happened in one second of a load; what an attempt came to counts in the second in which that was known.
 *
 * @param number from 0, counted from the load's beginning
 * @param phase of the requests that were due in it, counted from 0
 * @param due requests that were due
 * @param sent attempts
 * @param accepted attempts
 * @param refused attempts
 * @param inDoubt attempts
 * @param unsent attempts
 * @param outstanding at its end: requests that were due and neither answered nor given up
 * @param acceptedLatency of those accepted in it
 * @param refusedLatency of those refused in it
 */
public record Second(
        int number,
        int phase,
        long due,
        long sent,
        long accepted,
        long refused,
        long inDoubt,
        long unsent,
        long outstanding,
        Latency acceptedLatency,
        Latency refusedLatency) {}
