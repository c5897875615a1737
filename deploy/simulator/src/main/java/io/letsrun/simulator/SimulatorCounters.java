package io.letsrun.simulator;

import io.letsrun.simulator.knobs.SimulatedOperation;
import java.util.Map;

/**
 * What has happened since the start, or since the counters were last reset.
 *
 * @param calls requests that arrived, by operation
 * @param callsById the same by operation and id; an {@code addEvent} counts for its user
 * @param inFlight calls that have arrived and are not over
 * @param peakInFlight the most there were at once
 * @param answered calls that got a whole answer, whatever its status
 * @param spoiled calls that the simulator itself broke: dropped, reset, garbage, half a body
 * @param cancelled calls whose client closed the connection first
 * @param added events added, by user
 * @param connections connections that are open now
 */
public record SimulatorCounters(
        Map<SimulatedOperation, Long> calls,
        Map<SimulatedOperation, Map<String, Long>> callsById,
        int inFlight,
        int peakInFlight,
        long answered,
        long spoiled,
        long cancelled,
        Map<String, Long> added,
        int connections) {

    public long calls(SimulatedOperation operation) {
        return calls.getOrDefault(operation, 0L);
    }

    public long calls(SimulatedOperation operation, String id) {
        return callsById.getOrDefault(operation, Map.of()).getOrDefault(id, 0L);
    }

    public long added(String userId) {
        return added.getOrDefault(userId, 0L);
    }
}
