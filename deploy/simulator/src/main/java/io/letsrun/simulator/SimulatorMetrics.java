package io.letsrun.simulator;

import io.letsrun.simulator.knobs.SimulatedOperation;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts what happens, for all threads. */
final class SimulatorMetrics {

    /** How a call can end. */
    enum Ending {
        ANSWERED,
        SPOILED,
        CANCELLED
    }

    private final Map<SimulatedOperation, Map<String, Long>> calls = new EnumMap<>(SimulatedOperation.class);
    private final Map<Ending, Long> endings = new EnumMap<>(Ending.class);
    private final Map<String, Long> added = new HashMap<>();
    private int inFlight;
    private int peakInFlight;
    private int connections;

    /** Returns how many calls of this operation with this id there have been, this one included. */
    synchronized long began(SimulatedOperation operation, String id) {
        inFlight++;
        peakInFlight = Math.max(peakInFlight, inFlight);
        return calls.computeIfAbsent(operation, first -> new HashMap<>()).merge(id, 1L, Long::sum);
    }

    synchronized void ended(Ending ending) {
        inFlight--;
        endings.merge(ending, 1L, Long::sum);
    }

    synchronized void added(String userId) {
        added.merge(userId, 1L, Long::sum);
    }

    synchronized void connected(int by) {
        connections += by;
    }

    synchronized long calls(SimulatedOperation operation) {
        return calls.getOrDefault(operation, Map.of()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    synchronized void reset() {
        calls.clear();
        endings.clear();
        added.clear();
        peakInFlight = inFlight;
    }

    synchronized SimulatorCounters read() {
        Map<SimulatedOperation, Long> sums = new EnumMap<>(SimulatedOperation.class);
        Map<SimulatedOperation, Map<String, Long>> byId = new EnumMap<>(SimulatedOperation.class);
        for (SimulatedOperation operation : SimulatedOperation.values()) {
            sums.put(operation, calls(operation));
            byId.put(operation, new TreeMap<>(calls.getOrDefault(operation, Map.of())));
        }
        return new SimulatorCounters(
                sums,
                byId,
                inFlight,
                peakInFlight,
                of(Ending.ANSWERED),
                of(Ending.SPOILED),
                of(Ending.CANCELLED),
                new TreeMap<>(added),
                connections);
    }

    private long of(Ending ending) {
        return endings.getOrDefault(ending, 0L);
    }
}
